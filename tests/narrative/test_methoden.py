from pipeline import comparison, indicators, names, narrative


def test_the_rule_of_words_is_told_with_its_own_numbers():
    rule = " ".join(narrative.methoden(["alterssummen"], ["alterssummen"]))
    grenzen = [comparison.LEICHT, comparison.DEUTLICH]
    grenzen += [grenze for k in indicators.katalog() for grenze in (k.leicht, k.deutlich) if grenze]
    for grenze in grenzen:
        assert f"{names.dezimal(grenze, 2).rstrip('0')}-" in rule, grenze
    assert names.dezimal(comparison.NIVEAU, 2) == "0,05"
    assert "unter fünf Prozent" in rule


def test_narrower_limits_are_told_only_where_means_are_shown():
    assert "Durchschnittsalter" not in " ".join(narrative.methoden(["einwohner"], ["einwohner"]))
