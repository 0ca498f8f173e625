"""The reference page of the shipped code lists, from ``config/codes/daftar.yaml`` and the lists themselves."""

from __future__ import annotations

from collections.abc import Iterator

HEAD = """# Code lists

What the portal checks and names codes by. Each list is shipped as `config/codes/<name>.csv`; an imported version
([how](../how-to/memperbarui-daftar-kode.md)) takes its place, the shipped one stays version 0. The first column is the code.
`induk` is the code above, `berlaku_mulai` and `berlaku_sampai` are the first and the last day of a code (empty: not known, or
open). The same lists are pages at `/kode`, files at `/kode/<name>.csv`, `.xlsx` and `.json`, and actions:

| action | answers |
|---|---|
| `satudata_codelist_list` | every list with source, date, version, systems of codes, notes |
| `satudata_codelist_show` `id`, `q`, `parent`, `at`, `version`, `limit`, `offset` | one list and its codes |
| `satudata_region_crosswalk` `code`, `from`, `at` | a region's code in the other system on a day, with warnings |
| `satudata_codelist_match` `values`, `names`, `title`, `year` | whose codes a column holds, and which mean two things |
| `satudata_codelist_import` `name`, `upload` or `rows`, `dry_run`, `digest` | the next version, after a preview |

CKAN's own reads know the lists too: `vocabulary_list` and `vocabulary_show` `id` give each list as a vocabulary (codes that
hold today are tags: `name` is the code, `display_name` the label), `tag_list` `vocabulary_id`, `query` its codes. They only
read; tags of lists with more than 1,000 codes are left out of `vocabulary_list` (`tags_left_out`).

A system says which codes a column holds: `kemendagri` and `bps` for regions, `kbli_2020` and `kbli_2025` for economic
activities; `portal` are codes of this portal. Codes of two systems never share a column.
"""


def code_lists() -> Iterator[str]:
    """Every shipped list: source, date, version, columns with their systems, what is not certain."""
    from ckanext.satudata.adapters.registry import shipped

    yield HEAD.rstrip()
    for name in shipped.names():
        one = shipped.get(name)
        assert one is not None
        about = one.about
        systems = "; ".join(f"`{column}` is `{system}`" for column, system in about.codings.items())
        yield ""
        yield f"## {name}"
        yield ""
        yield f"{about.title_en} (*{about.title}*): {len(one.rows)} codes, version {about.label}, source of {about.dated}."
        yield ""
        yield f"- Source: {about.source}"
        yield f"- Columns: {', '.join(f'`{column}`' for column in one.columns)}"
        yield f"- Systems: {systems}"
        if about.note_en:
            yield f"- Note: {' '.join(about.note_en.split())}"
