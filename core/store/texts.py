"""Settings, kept with who set them, and the views that screens keep of what they last showed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete

from core.store import schema
from core.store.bulk import insert_one
from core.store.codec import stamp


def set_setting(connection: Connection, name: str, value: str, who: str, at: datetime) -> None:
    """Adds a setting's new value; the older ones stay in the trail."""
    insert_one(connection, schema.settings, {"name": name, "value": value, "who": who, "at": stamp(at)})


def keep_view(connection: Connection, name: str, body: str) -> None:
    """Puts `body` in the place of what was kept under `name`."""
    connection.execute(delete(schema.views).where(schema.views.c.name == name))
    connection.execute(schema.views.insert().values(name=name, body=body))
