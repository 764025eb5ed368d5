"""Time sheets on their own: entries made twice, weeks with hours missing, days too long to be true (TE-08, TE-09, TE-10)."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz

from core.controls.policy import Policy
from core.controls.registry import control, findings, joined
from core.controls.sentences import counted, listed, merged, sentences
from core.controls.wording import day, hours, money
from core.records.tables import findings_frame
from core.thread.closed_days import closed_days
from core.thread.folding import mapped
from core.thread.pricing import settle
from core.thread.stacking import stacked
from core.thread.thread import Thread

_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
# Without a list of days off, so many short weeks and such a share of all tell of holidays rather than of forgotten time.
_MANY_WEEKS, _MANY_SHARE = 10, 0.03
_READS = ("contracts", "change_orders", "invoices", "invoice_lines", "allocations", "customers", "people", "rates")
_SHEET = [
    *("id", "day", "person", "person_name", "project", "project_name", "task", "notes", "seconds", "rate", "currency"),
    *("start_time", "end_time", "contract", "invoice", "is_billable", "value_x"),
]


def person_day(person: pd.Series, days: pd.Series) -> pd.Series:
    """Subjects `system:person:Name|2026-09-14`."""
    return (person + "|" + day(days)).astype("object")


def person_days(time: pd.DataFrame) -> npt.NDArray[np.int64]:
    """A whole number for each person and day of `time`, -1 where the day is absent."""
    person, _ = pd.factorize(time["person"])
    day_code, days = pd.factorize(time["day"])
    return np.where(day_code >= 0, person * max(len(days), 1) + day_code, -1)


@control(
    "TE-08",
    "Duplicate time",
    severity="S2",
    impact="OB",
    needs=("time",),
    reads=_READS,
)
def duplicate_time(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Two entries of a person and day that say the same work, or whose clock times overlap; one finding a person and day.

    The same work: project, task, day and hours equal and texts alike (`duplicate_text_similarity`, of 100), and no clock times that set them apart. Priced at the later entry of a pair.
    """
    time = thread.unpriced_time
    codes = person_days(time)
    counted_ = np.bincount(codes[codes >= 0])
    crowded = (codes >= 0) & (time["seconds"].fillna(0) > 0).to_numpy(dtype=bool)
    crowded[crowded] = counted_[codes[crowded]] > 1
    rows = time.loc[crowded, _SHEET].reset_index(drop=True)
    rows["code"] = codes[crowded]
    pairs = stacked(
        _twins(rows, policy.duplicate_text_similarity), _overlaps(rows, int((time["start_time"] != "").sum()))
    )
    if pairs.empty:
        return findings_frame()
    pairs = pairs.drop_duplicates("second").sort_values("second")
    second, first = rows.loc[pairs["second"]].reset_index(drop=True), rows.loc[pairs["first"]].reset_index(drop=True)
    frame = second.assign(earlier=first["id"], overlap=pairs["overlap"].to_numpy())
    frame["value_x"] = frame["value_x"].where(frame["is_billable"], 0)
    frame["subject"] = person_day(frame["person"], frame["day"])
    out = (
        frame.groupby(["subject", "currency"], sort=True)
        .agg(
            count=("id", "size"),
            value=("value_x", "sum"),
            seconds=("seconds", "sum"),
            person=("person_name", "first"),
            project=("project", joined),
            titles=("project_name", listed),
            contract=("contract", joined),
            invoice=("invoice", joined),
            ids=("id", joined),
            earlier=("earlier", joined),
            overlap=("overlap", "any"),
            day=("day", "first"),
        )
        .reset_index()
    )
    out["amount"] = settle(out["value"].astype("Int64"), out["currency"])
    message = sentences(
        lambda who, on, n, h, title, clash, m: (
            f"{who} has {counted(n, 'entry', 'entries')} of {h} h on {title} on {on} "
            f"{'whose clock times overlap another entry' if clash else 'made twice'}: {m}."
        ),
        out["person"],
        day(out["day"]),
        out["count"],
        hours(out["seconds"]),
        out["titles"],
        out["overlap"],
        money(out["amount"], out["currency"]),
    )
    return findings(
        "TE-08",
        subject=out["subject"],
        amount=out["amount"],
        currency=out["currency"],
        related=merged(out["ids"], out["earlier"], out["project"], out["contract"], out["invoice"]),
        message=message,
        suggestion="Ask the person which entry stands and void the other; credit it if both were billed.",
        detail=out["currency"],
        day=out["day"],
    )


def _twins(rows: pd.DataFrame, similarity: int) -> pd.DataFrame:
    """Pairs (first, second: row labels) equal in person, day, project, task and seconds with texts alike."""
    key = ["code", "project", "task", "seconds"]
    fields = [*key, "notes", "start_time", "end_time"]
    # Person, day and length first: whole numbers weed out nearly every row.
    close = rows[rows.duplicated(["code", "seconds"], keep=False)]
    same = close.loc[close.duplicated(key, keep=False), fields].rename_axis("order").reset_index()
    pairs = same.merge(same, on=key, suffixes=("", "_2"))
    pairs = pairs[pairs["order"] < pairs["order_2"]]
    alike = [
        fuzz.ratio(a.casefold(), b.casefold()) >= similarity
        for a, b in zip(pairs["notes"], pairs["notes_2"], strict=True)
    ]
    # Two intervals that do not meet are two pieces of work, however alike they read.
    timed = (pairs["start_time"] != "") & (pairs["end_time"] > pairs["start_time"])
    timed &= (pairs["start_time_2"] != "") & (pairs["end_time_2"] > pairs["start_time_2"])
    apart = timed & ((pairs["end_time"] <= pairs["start_time_2"]) | (pairs["end_time_2"] <= pairs["start_time"]))
    pairs = pairs[np.array(alike, dtype=bool) & ~apart.to_numpy(dtype=bool)]
    return pd.DataFrame({"first": pairs["order"], "second": pairs["order_2"], "overlap": False})


def _clock(texts: pd.Series) -> npt.NDArray[np.int64]:
    """Seconds after midnight of `HH:MM[:SS]` texts, each distinct text read once; -1 where there is none."""
    codes, distinct = pd.factorize(texts)
    seconds = [
        sum(int(part) * unit for part, unit in zip(text.split(":"), (3600, 60, 1), strict=False))
        if _CLOCK.fullmatch(text)
        else -1
        for text in distinct
    ]
    return np.array([*seconds, -1], dtype=np.int64)[codes]


def _overlaps(rows: pd.DataFrame, clocked: int) -> pd.DataFrame:
    """Pairs of entries of a person and day whose clock intervals overlap; touching ends do not.

    clocked: entries with a start time in all. An interval that is not as long as its hours, and clocks of which more than one in twenty
    overlap, tell no time of day.
    """
    empty = pd.DataFrame({"first": [], "second": [], "overlap": []}, dtype="object")
    start, end = _clock(rows["start_time"]), _clock(rows["end_time"])
    end = np.where(end > start, end, end + 86_400)
    known = (start >= 0) & (_clock(rows["end_time"]) >= 0)
    known &= np.abs(end - start - rows["seconds"].to_numpy(dtype=np.int64)) <= 60
    order = np.flatnonzero(known)
    if not len(order):
        return empty
    code = rows["code"].to_numpy()
    order = order[np.lexsort((order, start[order], code[order]))]
    # One running line for all: each person and day starts after the end of the one before.
    line = np.cumsum(np.append(0, np.diff(code[order]) != 0)) * 4 * 86_400
    reach = np.maximum.accumulate(end[order] + line)
    holder = np.maximum.accumulate(np.where(end[order] + line == reach, np.arange(len(order)), 0))
    hit = np.flatnonzero(start[order][1:] + line[1:] < reach[:-1])
    if not len(hit) or 20 * len(hit) > clocked:
        return empty
    before, now = order[holder[hit]], order[hit + 1]
    return pd.DataFrame({"first": np.minimum(before, now), "second": np.maximum(before, now), "overlap": True})


def _no_leave(thread: Thread) -> str:
    """Why missing time cannot be told: "" unless no time off was read and too many weeks are short for anything else."""
    if "leave" in thread.tables.loaded:
        return ""
    short, weeks = _short_weeks(thread, Policy())
    if len(short) <= _MANY_WEEKS or len(short) <= _MANY_SHARE * weeks:
        return ""
    return f"no file with time off was read, and {len(short)} of {weeks} weeks are short: days off would pass for missing time"


@control(
    "TE-09",
    "Missing time",
    severity="S2",
    impact="LR",
    needs=("time", "people"),
    reads=(*_READS, "leave", "holidays"),
    unless=_no_leave,
)
def missing_time(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Closed weeks (Monday to Sunday inside the time file's span) in which a person recorded `missing_seconds` less than expected.

    Expected: a fifth of the weekly capacity on each business day of employment, less holidays and leave. People who record no time at
    all are no timekeepers. One finding a person and ISO week; not priced.
    """
    out, _ = _short_weeks(thread, policy)
    if out.empty:
        return findings_frame()
    iso = out["monday"].dt.isocalendar()
    label = iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2)
    out["missing"] = out["expected"] - out["booked"]
    message = sentences(
        lambda name, w, had, due, gap: (
            f"{name} recorded {had} h in {w} where {due} h were expected after holidays and leave: {gap} h missing."
        ),
        out["name"],
        label,
        hours(out["booked"].astype("Int64")),
        hours(out["expected"].astype("Int64")),
        hours(out["missing"].astype("Int64")),
    )
    return findings(
        "TE-09",
        subject=(out["person"] + "|" + label).astype("object"),
        related=out["roster"],
        message=message,
        suggestion="Remind the person to complete the week, or record the leave.",
        day=out["monday"] + pd.Timedelta(days=6),
    )


def _short_weeks(thread: Thread, policy: Policy) -> tuple[pd.DataFrame, int]:
    """Weeks of a person that are short: roster, person (of the time system), name, monday, expected and booked (seconds); and how many
    weeks were looked at.
    """
    nothing = pd.DataFrame(columns=["roster", "person", "name", "monday", "expected", "booked"])
    time = thread.unpriced_time
    first, last = time["day"].min(), pd.Timestamp(thread.tables.as_of)
    roster = thread.roster
    roster = roster[roster["weekly_capacity"].notna() & roster.index.isin(time["roster"].unique())]
    if roster.empty or pd.isna(first):
        return nothing, 0
    monday = first + pd.Timedelta(days=(7 - first.weekday()) % 7)
    weeks = pd.date_range(monday, last - pd.Timedelta(days=6), freq="7D")
    # Exports that end before the as-of date close no later week; a weekend without entries is not an early end.
    weeks = weeks[weeks + pd.Timedelta(days=4) <= time["day"].max()]
    if weeks.empty:
        return nothing, 0
    days = pd.DatetimeIndex((weeks.to_numpy()[:, None] + np.arange(5) * np.timedelta64(1, "D")).ravel())
    open_day = ~days.isin(closed_days(thread.tables, days))
    start = roster["start"].fillna(pd.Timestamp.min).to_numpy()
    end = roster["end"].fillna(pd.Timestamp.max).to_numpy()
    stamp = days.to_numpy()
    employed = (start[:, None] <= stamp) & (stamp <= end[:, None]) & open_day
    daily = roster["weekly_capacity"].to_numpy(dtype=np.int64) // 5
    away = _leave_seconds(thread.tables["leave"], roster.index, days)
    away = np.where(away < 0, daily[:, None], away)
    expected = np.where(employed, np.maximum(daily[:, None] - away, 0), 0)
    expected = expected.reshape(len(roster), len(weeks), 5).sum(axis=2)
    place = roster.index.get_indexer(pd.Index(time["roster"]))
    week = ((time["day"] - monday).dt.days // 7).fillna(-1).to_numpy(dtype=np.int64)
    seconds = time["seconds"].fillna(0).to_numpy(dtype=np.int64)
    inside = (place >= 0) & (week >= 0) & (week < len(weeks))
    had = np.zeros((len(roster), len(weeks)), dtype=np.int64)
    np.add.at(had, (place[inside], week[inside]), seconds[inside])
    who, when = np.nonzero(expected - had >= policy.missing_seconds)
    written = time.loc[np.isin(place, who), ["day", "roster", "person"]].sort_values("day", kind="stable")
    person = written.drop_duplicates("roster", keep="last").set_index("roster")["person"]
    short = pd.DataFrame(
        {
            "roster": roster.index.to_numpy()[who],
            "name": roster["name"].to_numpy()[who],
            "monday": weeks.to_numpy()[when],
            "expected": expected[who, when],
            "booked": had[who, when],
        }
    )
    short["person"] = mapped(short["roster"], person)
    return short, int((expected > 0).sum())


def _leave_seconds(leave: pd.DataFrame, roster: pd.Index, days: pd.DatetimeIndex) -> np.ndarray:
    """Seconds of leave, people x days; -1 = a whole day (leave without hours)."""
    out = np.zeros((len(roster), len(days)), dtype=np.int64)
    row, column = roster.get_indexer(pd.Index(leave["person"])), days.get_indexer(pd.Index(leave["day"]))
    known = (row >= 0) & (column >= 0)
    taken = leave["seconds"].fillna(-1).to_numpy(dtype=np.int64)
    timed = known & (taken >= 0)
    np.add.at(out, (row[timed], column[timed]), taken[timed])
    whole = known & (taken < 0)
    out[row[whole], column[whole]] = -1
    return out


@control(
    "TE-10",
    "Implausible day",
    severity="S3",
    impact="OB",
    needs=("time",),
    reads=_READS,
)
def implausible_day(thread: Thread, policy: Policy) -> pd.DataFrame:
    """Days of one person with more than `implausible_day_seconds`; above `impossible_day_seconds` S1. One finding a person and day.

    Priced at the hours above the limit x the rate of the day's longest entry.
    """
    time = thread.unpriced_time
    codes = person_days(time)
    seconds = time["seconds"].fillna(0).to_numpy(dtype=np.int64)
    known = codes >= 0
    total = np.zeros(int(codes.max(initial=0)) + 1, dtype=np.int64)
    np.add.at(total, codes[known], seconds[known])
    long = known & (total[codes] > policy.implausible_day_seconds)
    if not long.any():
        return findings_frame()
    rows = time.loc[long & time["seconds"].notna().to_numpy(), _SHEET]
    rows = rows.assign(total=total[codes][rows.index])
    rows = rows.sort_values(["person", "day", "seconds"], ascending=[True, True, False], kind="stable")
    out = (
        rows.groupby(["person", "day"], sort=True)
        .agg(
            total=("total", "first"),
            rate=("rate", "first"),
            currency=("currency", "first"),
            entries=("id", "size"),
            name=("person_name", "first"),
            ids=("id", joined),
            projects=("project", joined),
            contracts=("contract", joined),
            titles=("project_name", listed),
        )
        .reset_index()
    )
    out["over"] = out["total"] - policy.implausible_day_seconds
    out["amount"] = settle((out["over"] * out["rate"]).astype("Int64"), out["currency"])
    message = sentences(
        lambda name, on, h, n, titles: f"{name} recorded {h} h on {on} in {counted(n, 'entry', 'entries')} ({titles}).",
        out["name"],
        day(out["day"]),
        hours(out["total"]),
        out["entries"],
        out["titles"],
    )
    return findings(
        "TE-10",
        subject=person_day(out["person"], out["day"]),
        amount=out["amount"],
        currency=out["currency"],
        related=merged(out["ids"], out["projects"], out["contracts"]),
        message=message,
        suggestion="Ask the person to confirm or correct the day before it is billed.",
        severity=pd.Series(np.where(out["total"] > policy.impossible_day_seconds, "S1", "S3"), index=out.index),
        day=out["day"],
    )
