"""What the screens last showed, kept in the book as JSON, so that an existing book opens without computing anything."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from core.services.views import CellKind, Figure, Grid, GridColumn, HomeView, Task
from core.store.book import Book


class Snapshots:
    """The last shown home and grids of one book. A snapshot holds no truth: `Session` makes it anew after every change."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def grid(self, name: str) -> Grid | None:
        """The grid last kept under `name`."""
        text = self._book.view(name)
        if text is None:
            return None
        data = json.loads(text)
        columns = tuple(GridColumn(**{**c, "kind": CellKind(c["kind"])}) for c in data["columns"])
        return Grid(columns, data["keys"], tuple(data["values"]))

    def keep_grid(self, name: str, grid: Grid) -> None:
        """Keeps `grid` under `name`."""
        columns = [dataclasses.asdict(column) for column in grid.columns]
        self._book.keep_view(
            name, json.dumps({"columns": columns, "keys": list(grid.keys), "values": [list(v) for v in grid.values]})
        )

    def home(self) -> HomeView | None:
        """The home last kept."""
        text = self._book.view("home")
        if text is None:
            return None
        data: dict[str, Any] = json.loads(text)
        return HomeView(
            **{
                **data,
                "as_of": date.fromisoformat(data["as_of"]),
                "figures": tuple(Figure(**each) for each in data["figures"]),
                "impact": tuple(Figure(**each) for each in data["impact"]),
                "tasks": tuple(Task(**each) for each in data["tasks"]),
                "not_evaluated": tuple((a, b) for a, b in data["not_evaluated"]),
            }
        )

    def keep_home(self, home: HomeView) -> None:
        """Keeps `home`."""
        self._book.keep_view("home", json.dumps(dataclasses.asdict(home) | {"as_of": home.as_of.isoformat()}))
