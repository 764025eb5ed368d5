from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory

from core.store import migrations


def test_the_list_of_revisions_is_the_chain_in_the_folder() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    chain = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(chain) == migrations.REVISIONS
    assert scripts.get_heads() == [migrations.HEAD]
