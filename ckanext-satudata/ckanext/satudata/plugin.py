"""The plugin: interfaces in, our own parts out."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultTranslation

from . import cli, doors, helpers, startup, views, whatsapp
from .logic import auth, ms_fields, validators
from .logic.action import actions


@tk.blanket.config_declarations
class SatudataPlugin(p.SingletonPlugin, doors.DraftLabels, DefaultTranslation):
    """Drafts, reviews, BPS bundles and published editions on CKAN."""

    p.implements(p.IConfigurer)
    p.implements(p.IConfigurable)
    p.implements(p.ITranslation)
    p.implements(p.IActions)
    p.implements(p.IAuthFunctions)
    p.implements(p.IValidators)
    p.implements(p.ITemplateHelpers)
    p.implements(p.IBlueprint)
    p.implements(p.IClick)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.IUploader, inherit=True)
    p.implements(p.IPermissionLabels)
    p.implements(p.IPackageController, inherit=True)

    def update_config(self, config: Any) -> None:
        tk.add_template_directory(config, "templates")
        tk.add_public_directory(config, "public")
        tk.add_resource("assets", "satudata")
        startup.prepare(config)

    def configure(self, config: Any) -> None:
        startup.check(config)

    def i18n_domain(self) -> str:
        return "ckanext-satudata"

    def get_actions(self) -> dict[str, Any]:
        return {**doors.get_actions(), **actions()}

    def get_auth_functions(self) -> dict[str, Any]:
        return {**doors.get_auth_functions(), **auth.functions()}

    def get_validators(self) -> dict[str, Any]:
        return {**validators.get_validators(), **ms_fields.get_validators()}

    def get_helpers(self) -> dict[str, Any]:
        own = {one.__name__: one for one in (validators.satudata_code_choices, whatsapp.satudata_whatsapp)}
        return {**helpers.get_helpers(), **own}

    def get_blueprint(self) -> list[Any]:
        return views.get_blueprints()

    def get_commands(self) -> list[Any]:
        return [cli.satudata]

    def make_middleware(self, app: Any, config: Any) -> Any:
        return doors.register_app_guards(app)

    def get_uploader(self, upload_to: str, old_filename: str | None) -> Any:
        return doors.get_uploader(upload_to, old_filename)

    def get_resource_uploader(self, data_dict: dict[str, Any]) -> Any:
        return doors.get_resource_uploader(data_dict)

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        return doors.before_dataset_search(search_params)

    def after_dataset_update(self, context: Any, pkg_dict: dict[str, Any]) -> None:
        doors.after_dataset_update(context, pkg_dict)

    def after_dataset_show(self, context: Any, pkg_dict: dict[str, Any]) -> None:
        doors.after_dataset_show(context, pkg_dict)

    def after_dataset_search(self, search_results: dict[str, Any], search_params: Any) -> dict[str, Any]:
        return doors.after_dataset_search(search_results, search_params)
