"""What a query asks for: each word once, in whatever way an entry may say it."""

from hypothesis import given

from domain.retrieval.concepts import CONCEPTS_LIMIT, Concept, concepts_of, main
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.words import stem
from tests.support.domain import any_text, few

OWN = Synonyms.built_in(stem).with_groups([("pull request", "pr"), ("wf", "workflow")])


def ways(text: str, word: str) -> set[tuple[str, ...]]:
    """How a word of a query may be said."""
    (concept,) = [each for each in concepts_of(text, OWN) if each.form == word]
    return {way.stems for way in concept.ways}


def forms(concepts: list[Concept]) -> list[str]:
    return [concept.form for concept in concepts]


def test_words_that_tell_nothing_are_left_out() -> None:
    asked = concepts_of("How do I fix the CORS error with fetch, please?", OWN)

    assert forms(main(asked)) == ["fix", "cors", "error", "fetch"]
    assert concepts_of("what is it? 🔥", OWN) == ()


def test_two_forms_of_a_word_are_one_concept() -> None:
    assert forms(main(concepts_of("run tasks, nothing runs", OWN))) == ["run", "tasks", "nothing"]


def test_a_short_form_and_its_long_one_find_each_other() -> None:
    assert ("kubernet",) in ways("k8s crashes", "k8s")
    assert ("k8s",) in ways("kubernetes crashes", "kubernetes")


def test_a_phrase_and_its_short_form_find_each_other() -> None:
    assert ("pull", "request") in ways("my pr fails", "pr")
    assert ("pr",) in ways("my pull request fails", "pull")
    assert ("pr",) in ways("my pull request fails", "request")
    assert ("pr",) not in ways("pull my request", "pull")


def test_a_servers_own_synonyms_count() -> None:
    assert ("workflow",) in ways("wf stops", "wf")


def test_two_words_may_be_written_as_one() -> None:
    assert (stem("backend"),) in ways("back end fails", "back")
    assert (stem("backend"),) in ways("back end fails", "end")


def test_a_name_with_signs_is_its_parts_and_a_little_the_whole() -> None:
    asked = concepts_of("docker-compose", OWN)

    assert forms(main(asked)) == ["docker", "compose"]
    assert [each.form for each in asked if each.weight < 1] == ["dockercompose"]


def test_a_name_with_humps_is_the_whole_or_all_its_pieces() -> None:
    asked = concepts_of("ConnectionRefusedError", OWN)

    assert forms(main(asked)) == ["connectionrefusederror"]
    assert ("connect", "refus", "error") in ways("ConnectionRefusedError", "connectionrefusederror")


def test_a_common_word_within_a_name_tells_less_than_the_others() -> None:
    assert forms(main(concepts_of("transaction.on_commit", OWN))) == ["transaction", "commit"]
    assert "on" in forms(list(concepts_of("transaction.on_commit", OWN)))
    assert forms(main(concepts_of("AppRegistryNotReady", OWN))) == ["appregistrynotready"]
    assert "not" not in forms(list(concepts_of("AppRegistryNotReady", OWN)))


def test_a_name_of_common_words_alone_is_all_of_them() -> None:
    assert forms(main(concepts_of("do-while", OWN))) == ["do", "while"]


@few
@given(any_text)
def test_any_text_asks_for_a_few_things_each_once(text: str) -> None:
    asked = concepts_of(text, OWN)

    assert len(asked) <= CONCEPTS_LIMIT
    assert len({each.stem for each in asked}) == len(asked)
    assert all(each.ways[0].stems == (each.stem,) for each in asked)
    assert all(way.stems and 0 < way.weight <= 1 for each in asked for way in each.ways)
