"""A library in PostgreSQL, from end to end: commands, the server, and what every way in keeps."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.access.keys import Keys
from api.access.roles import Role
from api.settings import Settings
from api.slack.inbound.message import ChannelKind, SlackMessage, parse_message
from api.slack.store.stores import Stores
from api.wiring import Parts, wired
from assistant.store.feedback import Rating
from assistant.store.model_tables import LibraryCapabilities, LibraryExams
from index.types import Audience, Scope
from tests.api.conftest import Run
from tests.api.server import served
from tests.index.fakes import article
from tests.postgres import NEEDED, PASSWORD, PostgresServer

pytestmark = NEEDED

CANONICAL = "Who says the departures were ordered?"


@pytest.fixture
def url(postgres: PostgresServer) -> str:
    """An empty library."""
    return postgres.new_library()


@pytest.fixture
async def stored(url: str, folder: Path) -> AsyncIterator[Parts]:
    """The parts over it, with an article."""
    async with wired(Settings(folder, database_url=url)) as parts:
        await parts.ingest.add(article("Ferry strike ends", "Crews went back.", "Fares will rise."))
        yield parts


def test_a_question_at_the_command_line(
    run: Run, url: str, monkeypatch: pytest.MonkeyPatch, data_folder: Path, sample_folder: Path
) -> None:
    """The same answer as over a file; there is none, and the password is nowhere."""
    monkeypatch.setenv("DATABASE_URL", url)
    assert run("ingest", "--sample").code == 0
    answer = run("ask", CANONICAL)
    assert answer.code == 0
    assert not (data_folder / "library.db").exists()
    looked_at = run("doctor")
    assert "postgresql://tester@127.0.0.1" in looked_at.out
    assert "as in the library" in looked_at.out
    for ran in (answer, looked_at):
        assert PASSWORD not in ran.out + ran.err
        assert "pass%40word" not in ran.out + ran.err
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(sample_folder))
    assert run("ask", CANONICAL).out == answer.out


def test_a_database_that_is_away_is_told_with_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:s3cret@127.0.0.1:9/library")
    ran = run("articles")
    assert (ran.code, ran.out) == (1, "")
    assert "no answer from the database postgresql://a@127.0.0.1:9/library" in ran.err
    assert "refused. Nothing is lost. Is its server running, and is DATABASE_URL right?" in ran.err
    looked_at = run("doctor", "--json")
    assert [each["name"] for each in json.loads(looked_at.out) if not each["well"]] == ["library"]
    assert "s3cret" not in ran.err + looked_at.out + looked_at.err


def test_a_question_to_the_server(url: str, folder: Path) -> None:
    with served(Settings(folder, database_url=url, rate_limit=None)) as client:
        text = "Ferry strike ends\n\nThe harbour had been closed.\n\nFares will rise in April."
        assert client.post("/articles", json={"text": text}).status_code == 201
        answer = client.post("/ask", json={"question": "When will fares rise?"}).json()
        assert answer["outcome"] == "answered"
        assert client.get(f"/answers/{answer['id']}").json()["question"] == "When will fares rise?"
        assert client.get("/health/ready").json()["status"] == "ready"


@pytest.fixture
def only_reading(
    postgres: PostgresServer, url: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The library with the sample, for a user who may read its tables and nothing else."""
    monkeypatch.setenv("DATABASE_URL", url)
    assert run("ingest", "--sample").code == 0
    schema, user = url.rpartition("%3D")[2], url.rpartition("%3D")[2] + "_reader"
    for statement in (
        f"CREATE ROLE {user} LOGIN PASSWORD '{PASSWORD}'",
        f"GRANT USAGE ON SCHEMA {schema} TO {user}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {user}",
    ):
        postgres.run(statement, database="libraries")
    return url.replace("//tester:", f"//{user}:")


def test_who_may_not_write_is_told_by_the_doctor_and_the_server(
    only_reading: str, run: Run, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    """Questions are answered, and none of the answers is kept: that is not well."""
    monkeypatch.setenv("DATABASE_URL", only_reading)
    looked_at = run("doctor", "--json")
    assert looked_at.code == 1
    wrong = {each["name"]: each["detail"] for each in json.loads(looked_at.out) if not each["well"]}
    assert list(wrong) == ["disk"]
    assert "permission denied" in wrong["disk"]
    assert "may the user make tables there and write?" in wrong["disk"]
    with served(Settings(data_folder, database_url=only_reading, rate_limit=None)) as client:
        ready = client.get("/health/ready")
        assert client.post("/ask", json={"question": CANONICAL}).json()["outcome"] == "answered"
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert "permission denied" in ready.json()["checks"]["disk"]["detail"]


def test_a_backup_that_may_not_be_read_is_no_damaged_file(
    only_reading: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What may not be read is refused: that is the database's refusal, not the file's end."""
    monkeypatch.setenv("DATABASE_URL", only_reading)
    ran = run("backup", str(tmp_path / "monday.backup"))
    assert ran.code == 1
    assert "does not allow it: permission denied" in ran.err
    assert "damaged" not in ran.err
    assert list(tmp_path.glob("*monday*")) == []


async def test_answers_and_what_is_thought_of_them(stored: Parts) -> None:
    answer = await stored.assistant.ask("Will fares rise?")
    await stored.feedback.rate(answer.id, "anna", Rating.DOWN)
    await stored.feedback.rate(answer.id, "anna", Rating.UP, "clear \0 enough")
    [opinion] = await stored.feedback.of(answer.id)
    assert (opinion.rating, opinion.reason) == (Rating.UP, "clear \0 enough")
    assert (await stored.answers.get(answer.id[:6])).as_json() == answer.as_json()
    [entry] = await stored.articles.entries()
    await stored.articles.remove(entry.id)
    assert await stored.answers.latest(5) == []
    assert await stored.feedback.of(answer.id) == []


async def test_keys(stored: Parts) -> None:
    whole = await stored.keys.new("the newsroom", Role.MANAGE)
    found = (await Keys(stored.database).ring()).find(whole)
    assert found
    assert await stored.keys.revoke(found.id)
    assert not await stored.keys.revoke(found.id)
    assert (await Keys(stored.database).ring()).find(whole) is None
    assert await stored.keys.forget() == 1


async def test_articles_of_groups(stored: Parts) -> None:
    [entry] = await stored.articles.entries()
    for groups in (["private"], ["private"], []):
        await stored.articles.regroup(entry.id, groups)
        [now] = await stored.articles.entries()
        assert list(now.groups) == groups
        open_to_all = await stored.articles.entries(Scope(readable_by=Audience()))
        assert len(open_to_all) == (0 if groups else 1)


async def test_what_is_found_out_about_models(stored: Parts) -> None:
    capabilities, exams = LibraryCapabilities(stored.database), LibraryExams(stored.database)
    for times in (1, 2):
        await capabilities.keep("http://a/v1", "tiny", 3, {"times": times})
        await exams.keep("http://a/v1", "tiny", "ab12", {"times": times})
    assert await capabilities.find("http://a/v1", "tiny", 3) == {"times": 2}
    assert await exams.find("http://a/v1", "tiny", "ab12") == {"times": 2}
    assert await capabilities.find("http://a/v1", "tiny", 4) is None


async def test_threads_and_channels_of_slack(stored: Parts) -> None:
    stores, message = Stores.of(stored.database), slack_message()
    answer = await stored.assistant.ask("Will fares rise?")
    assert await stores.threads.get(message) is None
    await stores.threads.join(message, expects=True)
    await stores.threads.note_answer(message, answer.id)
    await stores.threads.step_back(message)
    thread = await stores.threads.get(message)
    assert thread
    assert (thread.asker, thread.apart, thread.expects) == ("U", True, "U")
    assert await stores.threads.answer_ids(message) == [answer.id]

    [entry] = await stored.articles.entries()
    await stores.channels.note_kind(message.place, ChannelKind.GROUP)
    await stores.channels.bind(message.place, [entry.id, entry.id])
    channel = await stores.channels.get(message.place)
    assert (channel.kind, channel.articles) == (ChannelKind.GROUP, (entry.id,))
    await stored.articles.remove(entry.id)
    assert await stores.threads.answer_ids(message) == []
    assert (await stores.channels.get(message.place)).articles == ()


def slack_message() -> SlackMessage:
    event = {"type": "app_mention", "channel": "C", "user": "U", "ts": "1.5", "text": "?"}
    message = parse_message({"team_id": "T", "event": event})
    assert message
    return message
