# The clone's commands. Each is a short call of config/dev, which says what it does step by step.

START := config/dev/start
export PORT ARGS

.DEFAULT_GOAL := help
.PHONY: help run stop services test corpus test-pure test-integration test-browser test-docs test-wheel soak bench lint \
        format messages screenshots lock ckan clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

run: ## the portal with demo data at http://127.0.0.1:5000 (PORT= changes it); Ctrl-C stops it
	@$(START) run

stop: ## stop the portal and the services that run in the background
	@$(START) stop

services: ## PostgreSQL, Redis and Solr in the background, for development
	@$(START) services

test: ## install, start services, run every check and test, clean up (ARGS= goes to pytest)
	@$(START) test

test-pure: ## the tests of the rules alone: seconds, no services
	@$(START) suite pure

test-integration: ## the tests against real services, which stay up (ARGS= goes to pytest)
	@$(START) suite integration

test-browser: ## each person's main job in a real browser
	@$(START) suite browser

test-docs: ## the tests that hold the documentation to the code
	@$(START) suite docs

test-wheel: ## a wheel, built and installed in an empty environment
	@$(START) suite wheel

soak: ## a thousand races, 200 kills, every service lost, 100,000 tables (SATUDATA_SOAK_RACES=, _KILLS=, _FUZZ= make it shorter)
	@$(START) soak

bench: ## the queue with 100,000 submissions, checks of a million rows, loading them; on a calm machine
	@$(START) suite bench

corpus: ## how well the intake reads: precision and recall over a corpus, written to docs/reference/intake-quality.md
	@$(START) suite corpus

lint: ## style, types, import contracts, translations
	@$(START) suite lint

format: ## rewrite the code in the house's style
	@.satudata/venv/bin/ruff check --fix-only --quiet . && .satudata/venv/bin/ruff format --quiet .

messages: ## merge and compile the translations
	@.satudata/venv/bin/python config/dev/messages.py

screenshots: test-browser ## the pictures of the tutorial, which the browser tests make

lock: ## compile the lock files anew from pyproject.toml
	@$(START) lock

ckan: ## a ckan command against the running portal: make ckan ARGS="user list"
	@$(START) ckan

clean: ## delete the databases and files of this clone; downloads stay
	@$(START) clean
