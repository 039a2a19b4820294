"""Revisions: a project as it stood in git, from real repositories."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from vjgraph.errors import UsageError, VjgraphError
from vjgraph.revisions import find_revision, taken_out

SOURCE = "sources/2019-07-02-roe-doe.yaml"


def git(folder: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=Jane Roe", "-c", "user.email=roe@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Callable[..., Path]:
    """A repository with a project committed in one of its folders, and changed in a second commit."""

    def made(folder: str = ".") -> Path:
        top = tmp_path / "top"
        project = top / folder
        shutil.copytree(Path(__file__).parents[1] / "src" / "vjgraph" / "templates" / "project", project)
        git(top, "init", "-q", "-b", "main")
        git(top, "add", "-A")
        git(top, "commit", "-q", "-m", "first")
        git(top, "tag", "v0.1")
        source = project / SOURCE
        source.write_text(source.read_text(encoding="utf-8").replace("2019-07-01", "2019-06-30"), encoding="utf-8")
        git(top, "commit", "-q", "-a", "-m", "second")
        return project

    return made


@pytest.mark.parametrize("folder", [".", "data/demo", "dépôt d'essai"])
def test_a_project_is_taken_out_as_it_stood_wherever_it_lies_in_the_repository(
    folder: str, repository: Callable[..., Path]
) -> None:
    project = repository(folder)
    for text, date in (("HEAD~1", "2019-07-01"), ("v0.1", "2019-07-01"), ("HEAD", "2019-06-30"), ("main", "2019-06-30")):
        with taken_out(find_revision(text, project=project)) as out:
            assert f"date: {date}" in (out / SOURCE).read_text(encoding="utf-8")
            assert sorted(path.name for path in out.iterdir()) == ["sources"]
    assert not out.exists()
    assert git(project, "status", "--porcelain") == ""


def test_a_revision_is_called_as_it_was_asked_for_with_its_hash_and_day(repository: Callable[..., Path]) -> None:
    project = repository()
    short, day = git(project, "log", "-1", "--format=%h %cs", "HEAD~1").split()
    assert find_revision("HEAD~1", project=project).name == f"HEAD~1 ({short}, {day})"
    assert find_revision(short, project=project).name == f"{short} ({day})"


def test_another_folder_of_the_repository_is_named_from_its_top_or_from_here(repository: Callable[..., Path]) -> None:
    project = repository("data/demo")
    for text, start in (("v0.1:data/demo", project), ("v0.1:data/demo/", project.parents[1]), ("v0.1:./demo", project.parent)):
        with taken_out(find_revision(text, project=start)) as out:
            assert (out / SOURCE).is_file()


def test_a_colon_may_be_part_of_the_revision(repository: Callable[..., Path]) -> None:
    project = repository()
    with taken_out(find_revision("HEAD^{/first}", project=project)) as out:
        assert "date: 2019-07-01" in (out / SOURCE).read_text(encoding="utf-8")
    with taken_out(find_revision("HEAD@{2090-01-01 10:00:00}", project=project)) as out:
        assert "date: 2019-06-30" in (out / SOURCE).read_text(encoding="utf-8")


def test_kinds_and_settings_come_along_and_nothing_else(repository: Callable[..., Path]) -> None:
    project = repository()
    for path in ("ontology/kinds.ttl", "vjgraph.yaml", "notes.txt", "queries/all.rq"):
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text("# ours\n", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "more")
    with taken_out(find_revision("HEAD", project=project)) as out:
        assert sorted(path.name for path in out.iterdir()) == ["ontology", "sources", "vjgraph.yaml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mian", "'mian' is no file or folder, and no git revision of top: did you mean 'main'?"),
        ("HEAD~9", "'HEAD~9' is no file or folder, and no git revision of top: 'git log --oneline' lists them"),
        ("--all", "'--all' is no file or folder, and no git revision of top"),
        ("", "'' is no file or folder, and no git revision of top"),
        ("v0.2:data/demo", "'v0.2' is no file or folder, and no git revision of top: did you mean 'v0.1'?"),
        ("v0.1:demo", "no project stood in demo then: there is no sources/ folder in it"),
        ("v0.1:data/demo/sources/2019-07-02-roe-doe.yaml", "no project stood in data/demo/sources/2019-07-02-roe-doe.yaml then"),
        ("v0.1:../..", "no project stood in ../.. then"),
    ],
)
def test_what_is_no_revision_is_refused_with_what_is_near(text: str, message: str, repository: Callable[..., Path]) -> None:
    project = repository("data/demo")
    with pytest.raises(UsageError) as refused:
        find_revision(text, project=project)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_in_no_repository_has_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is in no git repository, so no revision of it is known: name what to compare"):
        find_revision("HEAD", project=tmp_path)


def test_a_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(UsageError, match="nothing is committed yet"):
        find_revision("HEAD", project=tmp_path)


def test_a_shallow_clone_says_how_to_get_the_rest(repository: Callable[..., Path], tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository().as_uri(), "clone")
    with pytest.raises(UsageError, match="this clone holds only the last commits, 'git fetch --unshallow' brings the rest"):
        find_revision("HEAD~1", project=tmp_path / "clone")


def test_what_is_kept_out_of_archives_is_no_fact_taken_back(repository: Callable[..., Path]) -> None:
    project = repository()
    (project / ".gitattributes").write_text("sources/authorities export-ignore\n", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "attributes")
    with (
        pytest.raises(VjgraphError, match=r"sources/authorities/\w+\.yaml is kept out of git archives by \.gitattributes"),
        taken_out(find_revision("HEAD", project=project)),
    ):
        pass


def test_without_git_files_and_folders_can_still_be_compared(
    repository: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = repository()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VjgraphError, match="git is not installed here: name what to compare as files or folders"):
        find_revision("HEAD", project=project)
