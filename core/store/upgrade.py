"""A book brought to the newest schema by Alembic; imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from core.store import migrations


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Runs all revisions up to `revision` inside the connection's own transaction: all of them or none."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
