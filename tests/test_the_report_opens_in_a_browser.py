"""`footcore history export --format html` in Chromium: nothing is asked of the network, all is there, it prints."""

from __future__ import annotations

import re
import time
from pathlib import Path

import browser
import pytest

from bench.years import write_years
from footcore_tui.adapters import paths
from footcore_tui.cli.edge import run

pytestmark = pytest.mark.skipif(browser.PROGRAM is None, reason="there is no Chromium here: apt-get install chromium")
DAYS = 90


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of three months with sessions, marks and notes of every kind, and a pseudonym that would be markup."""
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    write_years(Path(paths.history_file()), "device-1", time.time(), DAYS)
    file = tmp_path / "report.html"
    assert run(["history", "export", "--format", "html", "--pseudonym", "<b>Client</b> & 7", str(file)]) == 0
    return file


def test_it_loads_alone_shows_its_pictures_and_prints(report: Path, tmp_path: Path) -> None:
    with browser.a_browser(tmp_path / "profile") as chromium:
        chromium.open(report)
        assert chromium.value("document.title") == "Practice of <b>Client</b> & 7"
        assert chromium.value("document.querySelectorAll('tbody tr:not(.month)').length") > DAYS
        drawn = "[...document.querySelectorAll('svg[role]')].map(svg => svg.getBoundingClientRect().height > 50)"
        assert chromium.value(drawn) == [True] * 3
        assert chromium.value("document.querySelectorAll('svg.year .kept').length") > DAYS / 2
        cramped = "[...document.querySelectorAll('td:not(.said)')].filter(td => td.scrollWidth > td.clientWidth).length"
        assert chromium.value(cramped) == 0
        assert chromium.requests == [report.as_uri()]
        assert chromium.complaints == []
        ground = "getComputedStyle(document.body).backgroundColor"
        chromium.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        assert chromium.value(ground) == "rgb(25, 24, 22)"
        chromium.ask("Emulation.setEmulatedMedia", media="print")
        assert chromium.value(ground) == "rgb(255, 255, 255)"
        assert chromium.value("getComputedStyle(document.querySelector('.kept')).fill") == "rgb(0, 0, 0)"
        printed = chromium.pdf()
    assert printed.startswith(b"%PDF-")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 8


def test_what_it_would_fetch_or_complain_of_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<img src='other.png'><script>console.log('here'); nothing()</script>")
    with browser.a_browser(tmp_path / "profile") as chromium:
        chromium.open(page)
    assert [Path(url).name for url in chromium.requests] == ["page.html", "other.png"]
    assert len(chromium.complaints) == 3
