"""What became of the city's petitions: lawful orders of acts, none after the city's evening."""

from itertools import pairwise

from xinlian.demo.lives import SINCE
from xinlian.demo.places import local
from xinlian.demo.records import Act, City

_EVENING = 20
_NEEDS = {
    Act.SEND: Act.SORT, Act.ACCEPT: Act.SORT, Act.EXTEND: Act.ACCEPT, Act.DECIDE: Act.ACCEPT,
    Act.APPROVE: Act.DECIDE, Act.SERVE: Act.APPROVE, Act.RATE: Act.SERVE,
}  # fmt: skip
"""Which act each must have before it."""


def test_every_act_follows_what_it_needs_and_none_is_still_to_come(city: City) -> None:
    end = local(city.as_of, _EVENING)
    lived = [petition for petition in city.petitions if petition.life]
    assert len(lived) > 3000
    for petition in lived:
        acts = [step.act for step in petition.life]
        times = [step.at for step in petition.life]
        assert acts[0] is Act.SORT
        assert times[0].date() > petition.received_at.date()
        assert all(one <= next_one for one, next_one in pairwise(times))
        assert times[-1] <= end
        assert all(_NEEDS[act] in acts[:n] for n, act in enumerate(acts) if act in _NEEDS)


def test_an_extension_comes_before_the_sixty_days_are_over(city: City) -> None:
    extended = 0
    for petition in city.petitions:
        days = {step.act: step.at.date() for step in petition.life}
        if Act.EXTEND in days:
            extended += 1
            assert (days[Act.EXTEND] - days[Act.ACCEPT]).days <= 60
    assert extended


def test_who_was_answered_since_july_was_answered_in_the_system(city: City) -> None:
    """An answer of the register is the opinion that was served, on the same day."""
    recent = [p for p in city.petitions if p.answered_at and p.received_at.date() >= SINCE]
    assert len(recent) > 1000
    for petition in recent:
        served = next(step for step in petition.life if step.act is Act.SERVE)
        assert petition.answered_at
        assert served.at.date() == petition.answered_at.date()


def test_every_claim_of_a_petition_is_another(city: City) -> None:
    sortings = [step for p in city.petitions for step in p.life if step.act is Act.SORT]
    assert all(len(set(step.words)) == len(step.words) for step in sortings)
    assert any(len(step.words) > 1 for step in sortings)
