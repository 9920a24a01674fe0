"""Libraries that are slow to wake sleep until something is asked of them."""

import subprocess
import sys

MODULES = (
    "did", "evaluation", "explain", "its", "months", "remembering", "retold", "rules", "spc", "telling", "values",
    "verdicts", "weekly",
)  # fmt: skip


def test_no_library_of_statistics_is_woken_by_an_import() -> None:
    """Neither SciPy nor statsmodels nor pandas, by any module of these."""
    wanted = "".join(f"import binome.measures.change.{name}\n" for name in MODULES)
    wanted += "import binome.measures.freed, binome.measures.patient_answers\n"
    code = f"import sys\n{wanted}assert not {{'scipy', 'statsmodels', 'pandas'}} & set(sys.modules)\n"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
