"""Puts a palette on the application: Qt palette, style sheet, and the current palette for what paints itself."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.palettes import DARK, LIGHT, Palette

THEMES: Final = {"light": LIGHT, "dark": DARK}


class _Current(QObject):
    """The palette in force; `changed` tells widgets that hold icons or paint themselves."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = LIGHT


_current: list[_Current] = []


def current() -> _Current:
    """The one holder of the palette in force."""
    if not _current:
        _current.append(_Current())
    return _current[0]


def colours() -> Palette:
    """The palette in force."""
    return current().palette


def system_theme(app: QApplication) -> str:
    """The word "dark" where the system says so, else "light"."""
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, theme: str) -> None:
    """Dresses the whole application in "light" or "dark"; raises KeyError on another word."""
    palette = THEMES[theme]
    fonts.load()
    app.setFont(fonts.font())
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(sheet(palette))
    holder = current()
    holder.palette = palette
    holder.changed.emit()


def _qt_palette(palette: Palette) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, palette.canvas),
        (role.WindowText, palette.text),
        (role.Base, palette.surface),
        (role.AlternateBase, palette.stripe),
        (role.Text, palette.text),
        (role.Button, palette.surface),
        (role.ButtonText, palette.text),
        (role.BrightText, palette.on_accent),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.ToolTipBase, palette.text),
        (role.ToolTipText, palette.surface),
        (role.PlaceholderText, palette.faint),
        (role.Link, palette.accent),
        (role.Light, palette.surface),
        (role.Midlight, palette.hover),
        (role.Mid, palette.line),
        (role.Dark, palette.line_strong),
        (role.Shadow, palette.line_strong),
        (role.Accent, palette.accent),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(palette.faint))
    return made


_SHEET: Final = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget#page { background: $canvas; }
QToolTip { background: $text; color: $surface; border: none; padding: 4px 8px; }

QMenuBar { background: $canvas; padding: 1px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 14px; font-weight: 600; }
QLabel[role="figure"] { font-size: 21px; font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 12px; }
QLabel[role="danger"] { color: $danger; }
QLabel[tone="danger"], QLabel[tone="warn"], QLabel[tone="info"], QLabel[tone="good"], QLabel[tone="quiet"] {
  border-radius: 9px; padding: 0 8px; min-height: 19px; max-height: 19px; font-size: 12px; font-weight: 500; }
QLabel[tone="danger"] { color: $danger; background: $danger_soft; }
QLabel[tone="warn"] { color: $warn; background: $warn_soft; }
QLabel[tone="info"] { color: $info; background: $info_soft; }
QLabel[tone="good"] { color: $good; background: $good_soft; }
QLabel[tone="quiet"] { color: $quiet; background: $quiet_soft; }

QFrame#card { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame#rail { background: $surface; border: none; border-right: 1px solid $line; }
QFrame#topbar { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame#notice { background: $text; border-radius: 8px; }
QFrame#notice QLabel { color: $surface; }
QFrame#notice[tone="danger"] { background: $danger_soft; border: 1px solid $danger; }
QFrame#notice[tone="danger"] QLabel { color: $danger; }
QFrame#notice QPushButton { background: transparent; border: 1px solid transparent; color: $notice_link; font-weight: 600; min-height: 22px; padding: 0 8px; }
QFrame#notice[tone="danger"] QPushButton { color: $danger; }
QFrame#notice QPushButton:hover, QFrame#notice QPushButton:focus { border-color: $notice_link; }
QFrame#working { background: $accent_soft; border: none; border-top: 1px solid $line; }
QFrame#dropzone { background: $surface; border: 1.5px dashed $line_strong; border-radius: 8px; }
QFrame#dropzone[over="true"] { background: $accent_soft; border-color: $accent; }
QFrame#palette { background: $surface; border: 1px solid $line_strong; border-radius: 10px; }

QPushButton { background: $surface; border: 1px solid $line_strong; border-radius: 6px; padding: 0 12px; min-height: 28px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 1px solid $accent; outline: none; }
QPushButton:disabled { color: $faint; border-color: $line; background: $surface; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $line; color: $faint; border-color: $line; }
QPushButton[role="flat"] { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton[role="flat"]:hover { background: $hover; }
QPushButton[role="flat"]:focus { border-color: $accent; }
QPushButton[role="nav"] { background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left; padding: 0 10px; min-height: 34px; }
QPushButton[role="nav"]:hover { background: $hover; }
QPushButton[role="nav"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[role="nav"]:focus { border-color: $accent; }
QPushButton[role="task"] { background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left; min-height: 50px; }
QPushButton[role="option"] { background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left; min-height: 24px; padding: 0 6px; color: $accent; }
QPushButton[role="option"]:hover { background: $hover; }
QPushButton[role="option"]:focus { border-color: $accent; }
QPushButton[role="task"]:hover { background: $hover; }
QPushButton[role="task"]:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QComboBox, QDateEdit { background: $surface; border: 1px solid $line_strong; border-radius: 6px; padding: 0 8px; min-height: 28px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid $accent; }
QLineEdit[bad="true"] { border: 1px solid $danger; background: $danger_soft; }
QLineEdit#cell { border: 1px solid $accent; border-radius: 0; padding: 0 5px; min-height: 0; }
QLineEdit#cell[bad="true"] { border: 1px solid $danger; }
QLabel#cellproblem { background: $danger_soft; color: $danger; border: 1px solid $danger; border-radius: 4px; padding: 3px 8px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line_strong; selection-background-color: $accent_soft; selection-color: $text; outline: none; }

QTableView, QListView, QTreeView { background: $surface; border: 1px solid $line; border-radius: 6px; outline: none; gridline-color: $line;
  selection-background-color: $accent_soft; selection-color: $text; }
QListView#bare, QTableView#bare { border: none; background: transparent; border-radius: 0; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line; padding: 0 8px; font-size: 12px; font-weight: 500; }
QHeaderView::section:hover { background: $hover; color: $text; }
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#content { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 8px; }
QSplitter::handle:vertical { height: 8px; }
QSplitter::handle:hover { background: $hover; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTextBrowser { background: $surface; border: 1px solid $line; border-radius: 6px; padding: 8px; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabWidget::pane { border: none; }
QCheckBox { spacing: 6px; }
""")


def sheet(palette: Palette) -> str:
    """The style sheet of one palette."""
    names = {field: getattr(palette, field) for field in palette.__dataclass_fields__ if field not in {"name", "tones"}}
    for tone, (ink, ground) in palette.tones.items():
        names[tone.value] = ink
        names[f"{tone.value}_soft"] = ground
    # A notice is dark on a light screen and light on a dark one; its link is the accent of the other palette.
    names["notice_link"] = (DARK if palette is LIGHT else LIGHT).accent
    return _SHEET.substitute(names)
