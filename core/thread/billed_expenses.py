"""Which invoice line bills which expense, read from what the line says: person, merchant, category, day and amount."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from core.thread.stacking import stacked

_FEW_DAYS = pd.Timedelta(days=3)
_LATEST = pd.Timedelta(days=200)
_ENOUGH = 5
_COLUMNS = ["expense", "line", "invoice", "amount", "currency", "score"]


def billed_expenses(expenses: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """One row a tie of an expense and a live expense line: expense, line, invoice, amount (of the line), currency, score.

    Both of one contract; each expense and each line at most once, best score first. Score: person 3, merchant 3, category 1, day 2,
    amount as charged 3 or as paid 2, the invoice the expense names 3; at least five, and one of person, merchant or amount among them.
    What is left is tied where one line and one expense of the month before, alike in category and size, have only each other.
    """
    left = expenses[(expenses["contract"] != "") & expenses["amount"].notna()]
    right = lines[(lines["bills"] == "expense") & lines["live"] & (lines["contract"] != "") & lines["amount"].notna()]
    pairs = left[
        [
            "id",
            "contract",
            "day",
            "person_name",
            "merchant",
            "category",
            "amount",
            "charge",
            "invoice_number",
            "is_invoiced",
        ]
    ].merge(
        right[["id", "contract", "invoice", "number", "invoice_day", "description", "amount", "currency"]],
        on="contract",
        suffixes=("", "_line"),
    )
    late = pairs["invoice_day"] - pairs["day"]
    pairs = pairs[late.isna() | ((late >= -_FEW_DAYS) & (late <= _LATEST))]
    if pairs.empty:
        return pd.DataFrame({name: [] for name in _COLUMNS}, dtype="object")
    text = pairs["description"].str.casefold().tolist()
    person = _said(pairs["person_name"], text)
    merchant = _said(pairs["merchant"], text)
    exact = (pairs["amount_line"] == pairs["charge"]).fillna(False).to_numpy(dtype=bool)
    paid = (pairs["amount_line"] == pairs["amount"]).fillna(False).to_numpy(dtype=bool)
    named = ((pairs["invoice_number"] != "") & (pairs["invoice_number"] == pairs["number"])).to_numpy(dtype=bool)
    category = _said(pairs["category"], text)
    score = (
        3 * person
        + 3 * merchant
        + category
        + 2 * _dated(pairs["day"], pairs["description"])
        + np.where(exact, 3, np.where(paid, 2, 0))
        + 3 * named
    )
    every = pairs = pairs.assign(
        score=score,
        category_said=category,
        billed=pairs["is_invoiced"],
        gap=(pairs["amount_line"] - pairs["charge"]).abs().fillna(0),
    )
    pairs = pairs[(score >= _ENOUGH) & (person | merchant | exact | paid)]
    pairs = pairs.sort_values(["score", "gap", "id", "id_line"], ascending=[False, True, True, True], kind="stable")
    taken: set[str] = set()
    keep = []
    for expense, line in zip(pairs["id"], pairs["id_line"], strict=True):
        free = expense not in taken and line not in taken
        keep.append(free)
        if free:
            taken |= {expense, line}
    chosen = stacked(pairs[np.array(keep, dtype=bool)], _left_over(every, taken))
    out = chosen.rename(columns={"id": "expense", "id_line": "line", "amount": "cost", "amount_line": "amount"})
    return out[_COLUMNS].reset_index(drop=True)


def _left_over(pairs: pd.DataFrame, taken: set[str]) -> pd.DataFrame:
    """Pairs of what is not taken that say the same category, half to double in amount, a month or two apart, and have no other partner."""
    free = pairs[~pairs["id"].isin(taken) & ~pairs["id_line"].isin(taken) & pairs["category_said"] & pairs["billed"]]
    invoiced = free["invoice_day"].dt.to_period("M")
    spent = free["day"].dt.to_period("M")
    near = (invoiced == spent) | (invoiced - 1 == spent)
    alike = (free["amount_line"] < 2 * free["charge"]) & (2 * free["amount_line"] > free["charge"])
    free = free[near & alike.fillna(False).astype(bool)]
    return free[~free.duplicated("id", keep=False) & ~free.duplicated("id_line", keep=False)]


def _said(words: pd.Series, texts: list[str]) -> np.ndarray:
    """Whether each text holds the word (case aside); a blank word is never said."""
    return np.array(
        [bool(word) and word in text for word, text in zip(words.str.strip().str.casefold(), texts, strict=True)],
        dtype=bool,
    )


_DAYS = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})[/.](\d{1,2})\b")


def _dated(days: pd.Series, texts: pd.Series) -> np.ndarray:
    """Whether each text prints the day, as `2026-05-09`, `09/05` or `05/09`."""
    read: dict[str, set[tuple[int, int]]] = {}
    for text in texts.unique().tolist():
        found = {(int(m[2]), int(m[3])) if m[1] else (int(m[5]), int(m[4])) for m in _DAYS.finditer(text)}
        read[text] = found | {(b, a) for a, b in found if b <= 12 < a or a <= 12}
    return np.array(
        [
            (month, number) in read[text]
            for month, number, text in zip(
                days.dt.month.fillna(0).astype(int), days.dt.day.fillna(0).astype(int), texts, strict=True
            )
        ],
        dtype=bool,
    )
