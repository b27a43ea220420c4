"""The commands for Slack: slack, slack manifest."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from api.cli.options import FAILED
from api.cli.output import terminal
from api.environment import SettingsError
from api.launch import serve_slack, slack_manifest
from api.settings import Settings

slack = typer.Typer(help="The assistant in Slack.", invoke_without_command=True)


@slack.callback()
def run(context: typer.Context) -> None:
    """Answer in Slack, in Socket Mode: without an address that Slack could reach."""
    if context.invoked_subcommand:
        return
    import asyncio  # noqa: PLC0415 - heavy, needed only here

    from slack_sdk.errors import SlackApiError  # noqa: PLC0415 - as above

    settings = Settings.load()
    if not (settings.slack_bot_token and settings.slack_app_token):
        raise SettingsError(
            "Socket Mode needs SLACK_BOT_TOKEN (xoxb-…) and SLACK_APP_TOKEN (xapp-…, with the "
            "scope connections:write). `assistant slack manifest` prints what makes the app at "
            "api.slack.com/apps, which has both."
        )
    try:
        asyncio.run(serve_slack(settings, terminal.tell))
    except SlackApiError as error:
        reason = error.response["error"]
        terminal.complain(f"Slack refuses the tokens ({reason}). Copy them again from the app.")
        raise typer.Exit(FAILED) from error


@slack.command("manifest")
def print_manifest(
    url: Annotated[
        str | None,
        typer.Option(help="Where Slack reaches `assistant serve`; without it, for Socket Mode."),
    ] = None,
) -> None:
    """Print the app's manifest, to be pasted at api.slack.com/apps."""
    if url and not url.startswith("https://"):
        raise typer.BadParameter("it can be like https://news.example", param_hint="--url")
    print(json.dumps(slack_manifest(url), ensure_ascii=False, indent=2))
