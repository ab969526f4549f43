"""Ready texts for what an office writes most: orders, payments, documents, debts, holidays."""

from depesha.api import N_, TemplatePack, hookimpl


@hookimpl
def template_packs() -> list[TemplatePack]:
    """One pack, in Russian and English."""
    from importlib.resources import files

    return [TemplatePack("office", N_("Letters of an office"), files(__name__) / "texts")]
