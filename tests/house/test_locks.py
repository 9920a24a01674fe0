"""The lock files name packages and hashes, never hosts: the house installs from wherever its machine is told to."""

from pathlib import Path

from tests.house.locks import lock_faults


def test_locks_name_no_place_and_pin_everything(repository: Path) -> None:
    """Each of the five locks is there, and none of them names a host."""
    locks = repository / "requirements"
    names = {path.name for path in locks.glob("*.txt")}
    assert names == {"uv.txt", "main.txt", "postgres.txt", "dev.txt", "cluster.txt"}
    assert lock_faults(locks) == []


def test_an_address_is_found(tmp_path: Path) -> None:
    """An index line is an address, whatever its form."""
    (tmp_path / "main.txt").write_text("--index-url https://example.org/simple\na==1 \\\n    --hash=sha256:0\n")
    assert lock_faults(tmp_path)[0] == "main.txt:1 names a place: --index-url https://example.org/simple"


def test_a_package_without_hash_or_version_is_found(tmp_path: Path) -> None:
    """A version alone can be replaced upstream; a hash cannot."""
    (tmp_path / "dev.txt").write_text("a==1\nb>=2 \\\n    --hash=sha256:0\nc==3 \\\n    --hash=sha256:0\n    # via a\n")
    assert lock_faults(tmp_path) == [
        "dev.txt: a==1 is not pinned by hash",
        "dev.txt: b>=2 is not pinned by hash",
    ]
