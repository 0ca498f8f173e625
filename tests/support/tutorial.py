"""The tutorial, told by the test that walks it: every sentence is written when its step was done."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from support.browser import picture, scroll_width

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "docs" / "tutorial"
BUILT = ROOT / ".satudata" / "screenshots"
PICTURE_LINE = "*Gambar: {name}.png*"


@dataclass
class Chapter:
    """One of the six paragraphs: ``slug`` names its file, ``lead`` says who does what and why."""

    slug: str
    title: str
    lead: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def text(self, *, pictures: bool) -> str:
        """The chapter as Markdown; without pictures each is named, since pictures are built, not kept."""
        parts = [f"# {self.title}", "", self.lead, ""]
        for number, (sentence, name) in enumerate(self.steps, 1):
            parts.append(f"{number}. {sentence}")
            if name:
                shown = f"![{sentence}](gambar/{name}.png)" if pictures else PICTURE_LINE.format(name=name)
                parts += ["", f"   {shown}"]
            parts.append("")
        return "\n".join(parts)


@dataclass
class Tutorial:
    """All chapters in the order in which they were walked; pictures go to the build folder at once."""

    chapters: list[Chapter] = field(default_factory=list)

    def chapter(self, slug: str, title: str, lead: str) -> None:
        """Begin a chapter."""
        self.chapters.append(Chapter(slug, title, lead))

    def step(self, sentence: str, page: Page | None = None, name: str = "") -> None:
        """Tell one step that was done; with ``page``, show it."""
        self.chapters[-1].steps.append((sentence, name if page else ""))
        if page:
            assert scroll_width(page) <= page.evaluate("window.innerWidth")
            picture(page, BUILT / "gambar" / f"{name}.png")

    def index(self) -> str:
        """The first page: the chapters."""
        lines = [f"{n}. [{one.title}]({one.slug}.md): {one.lead}" for n, one in enumerate(self.chapters, 1)]
        return "\n".join(
            ["# Tutorial: dari berkas Excel sampai data terbit", "", INTRODUCTION, "", *lines, ""]
        )

    def files(self, *, pictures: bool) -> dict[str, str]:
        """Name and text of every page."""
        pages = {f"{one.slug}.md": one.text(pictures=pictures) for one in self.chapters}
        return {"README.md": self.index(), **pages}

    def write(self) -> None:
        """Write the illustrated pages to the build folder, and beside them the text as it is kept in docs/tutorial."""
        for folder, pictures in ((BUILT, True), (BUILT / "teks", False)):
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in self.files(pictures=pictures).items():
                (folder / name).write_text(text, encoding="utf-8")


INTRODUCTION = (
    "Enam bagian, satu alur: dari portal yang baru dipasang sampai revisi tahun berikutnya. Semua contoh memakai "
    "Kabupaten Sukamaju, kabupaten rekaan; angkanya data rekaan.\n\n"
    "Setiap kalimat di sini ditulis oleh uji peramban setelah langkahnya benar-benar dijalankan, jadi tutorial ini "
    "selalu cocok dengan portalnya. Gambarnya tidak disimpan: `make screenshots` membuatnya, bersama tutorial "
    "bergambar, di `.satudata/screenshots`."
)
