"""The notebooks run from first cell to last, in a kernel of their own, and are kept without what they printed."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))


def test_each_use_has_its_notebook() -> None:
    assert {path.stem for path in NOTEBOOKS} == {"merge", "audit", "truce", "texts"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells and all(not cell.outputs and cell.execution_count is None for cell in cells), "keep it without outputs"
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    cards = [
        out for cell in cells for out in cell.outputs if 'class="truceline"' in out.get("data", {}).get("text/html", "")
    ]
    assert cards, "nothing showed itself"
