"""What is proposed for a name that nothing bears: the likest, and nothing that is only like it in its small words."""

from __future__ import annotations

from vjgraph.nearness import likest, nearest

NAMES = [
    ("people", "to-lam", "To Lam"),
    ("people", "phan-van-giang", "Phan Van Giang"),
    ("organisations", "admm", "ASEAN Defence Ministers’ Meeting"),
    ("organisations", "admm", "ADMM"),
    ("organisations", "moj", "Ministry of Justice"),
    ("organisations", "mod", "Ministry of Defence"),
    ("organisations", "mod", "Ministry of Defense"),
    ("organisations", "house", "House of the People"),
]


def found(text: str, *, limit: int = 3) -> list[str]:
    """The ids that are proposed for a name."""
    return [id for id, _ in likest(text, NAMES, limit=limit)]


def test_the_likest_comes_first_and_each_thing_once() -> None:
    assert likest("Ministry of Defens", NAMES, limit=3)[0] == ("mod", "Ministry of Defense")
    assert found("Ministry of Defens").count("mod") == 1
    assert found("Phan Van Gian") == ["phan-van-giang"]


def test_what_is_far_less_like_it_than_the_likest_is_not_proposed() -> None:
    assert found("To Lamm") == ["to-lam"]


def test_behind_a_title_somebody_is_sought_first() -> None:
    assert found("Minister To Lamm") == ["to-lam"]
    assert found("Minister of Defens") == ["mod"]


def test_small_words_make_nothing_alike() -> None:
    assert found("Bank of the South") == []
    assert "house" not in found("Ministry of Justce")


def test_a_name_that_is_small_words_but_for_one_is_taken_whole() -> None:
    assert found("To Lan") == ["to-lam"]


def test_no_more_are_proposed_than_are_wanted() -> None:
    assert len(found("Ministry", limit=1)) == 1


def test_the_nearest_word_is_asked_for_where_there_is_one() -> None:
    assert nearest("ministeries", ["people", "ministries"]) == "did you mean 'ministries'?"
    assert nearest("zebra", ["people", "ministries"]) == ""
