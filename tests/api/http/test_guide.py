"""The guide as a server gives it to people."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from api.http.guide import GUIDE, address_of, guide, page_names
from tests.api.server import problem

PAGES = page_names()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_served_with_its_heading(client: TestClient, name: str) -> None:
    response = client.get(address_of(name))
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    heading = (GUIDE / f"{name}.md").read_text("utf-8").partition("\n")[0].removeprefix("# ")
    assert f">{heading}</h1>" in response.text


def test_every_file_of_the_guide_is_in_its_contents() -> None:
    assert {path.stem for path in GUIDE.glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, name: str) -> None:
    links = re.findall(r'(?:href|src)="([^"]+)"', client.get(address_of(name)).text)
    assert "/web/guide.css" in links
    for link in links:
        path, _, section = link.partition("#")
        if path.startswith("https://"):
            continue
        assert not path or path.startswith("/"), f"{link} is of the repository"
        found = client.get(path or address_of(name))
        assert found.status_code == 200, link
        assert not section or f'id="{section}"' in found.text, link


def test_a_page_can_be_asked_for_as_the_file_that_it_is(client: TestClient) -> None:
    moved = client.get("/guide/settings.md", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/guide/settings")
    home = client.get("/guide/index", follow_redirects=False)
    assert (home.status_code, home.headers["location"]) == (308, "/guide")


@pytest.mark.parametrize("name", ["nothing", "%2e%2e%2fpages", "settings.md.md"])
def test_what_is_no_page(client: TestClient, name: str) -> None:
    assert problem(client.get(f"/guide/{name}", follow_redirects=False)).status == 404


def test_it_is_as_safe_as_any_page(client: TestClient) -> None:
    page, home = client.get("/guide/settings"), client.get("/")
    for header in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert page.headers[header] == home.headers[header]
    assert "<script" not in page.text
    assert "style=" not in page.text


def test_headings_tables_and_code_are_html() -> None:
    settings = guide("settings")
    assert settings.html.count("<table>") == settings.html.count("</table></div>") == 1
    assert "<code>ASSISTANT_<wbr>DATA_<wbr>DIR</code>" in settings.html
    assert 'id="openais-chat-api"' in guide("api").html
    assert "Keys" in [section.title for section in guide("server").sections]


def test_the_page_to_ask_on_links_to_it(client: TestClient) -> None:
    assert 'href="/guide"' in client.get("/").text
