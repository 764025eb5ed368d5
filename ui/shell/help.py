"""The help page: every action with its key and its sentence, made from the list of actions."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from ui.shell.actions import ACTIONS, GROUPS
from ui.theme.spacing import L, M
from ui.theme.style import colours

_INTRODUCTION = (
    "Import the exports of your systems, judge the suggested links, work the exceptions, have corrections approved, "
    "write them out, print the pack. Nothing is lost: every correction is a step with your name and reason, and can be undone."
)


def help_html() -> str:
    """The help page as HTML in the colours of the theme."""
    palette = colours()
    parts = [f"<p>{escape(_INTRODUCTION)}</p>"]
    for group in GROUPS:
        parts.append(f"<h3>{escape(group)}</h3><table width='100%' cellspacing='0' cellpadding='4'>")
        for action in ACTIONS:
            if action.group == group:
                keys = QKeySequence(action.keys).toString(QKeySequence.SequenceFormat.NativeText) if action.keys else ""
                parts.append(
                    f"<tr><td width='26%'>{escape(action.title.rstrip('…'))}</td>"
                    f"<td width='18%' style='color:{palette.muted}'>{escape(keys)}</td><td>{escape(action.text)}</td></tr>"
                )
        parts.append("</table>")
    return "".join(parts)


class HelpDialog(QDialog):
    """The help page in a window that need not be closed to go on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.resize(680, 620)
        self.page = QTextBrowser()
        self.page.setAccessibleName("Help")
        self.page.setHtml(help_html())
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M)
        layout.addWidget(self.page)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
