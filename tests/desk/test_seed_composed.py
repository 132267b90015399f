"""Tests of the full fair's script: what chance composes from the tables, before any of it is a row of the database."""

import re
from collections import Counter
from itertools import combinations
from random import Random

import pytest

from buyers.matching.headings import headings
from expo.desk.sample.composed.chance import Uneven, in_proportion, spread
from expo.desk.sample.composed.firms import legal_forms
from expo.desk.sample.composed.floors import AISLE, Floor, FloorFull, box_of
from expo.desk.sample.composed.goods import catalogue
from expo.desk.sample.fill import script_of
from expo.desk.sample.tables import listed, rows
from expo.desk.sample.texts import description

ASEAN = {"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN"}
SCRIPTS = {
    "zh-hans": "\u4e00-\u9fff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "ar": "\u0600-\u06ff",
    "fa": "\u0600-\u06ff",
    "ru": "\u0400-\u04ff",
    "sr": "\u0400-\u04ff",
    "ja": "\u3040-\u30ff\u4e00-\u9fff",
    "ko": "\uac00-\ud7af",
}


@pytest.fixture(scope="module")
def script():
    return script_of("fair", 21)


@pytest.fixture(scope="module")
def booths_by_hall(script):
    counts = Counter()
    for block in script.blocks:
        counts[block["hall"]] += int(block["columns"]) * int(block["rows"])
    return counts


def booths_wished(script):
    return sum(int(row["area"]) // 9 if row["kind"] == "shell" else 1 for row in script.companies)


class TestSize:
    @pytest.mark.parametrize(
        ("table", "count"),
        [
            ("companies", 3_300),
            ("pavilions", 30),
            ("groups", 100),
            ("delegates", 4_000),
            ("products", 10_000),
        ],
    )
    def test_a_fair_is_as_large_as_promised(self, script, table, count):
        assert len(getattr(script, table)) == count

    def test_it_has_6600_booths(self, booths_by_hall):
        assert booths_by_hall.total() == 6_600

    def test_wishes_pass_them_by_a_fifth_to_two_fifths(self, script):
        assert 1.2 <= booths_wished(script) / 6_600 <= 1.4

    def test_740_exhibitors_are_from_asean(self, script):
        assert sum(row["economy"] in ASEAN for row in script.companies) == 740

    def test_everything_of_the_small_fair_is_in_it(self, script):
        small = script_of("small", 21)
        for table in ("companies", "products", "groups", "delegates", "needs", "requests", "blocks", "halls"):
            there = getattr(small, table)
            assert getattr(script, table)[: len(there)] == there


class TestSameEachTime:
    def test_same_seed_composes_the_same_script(self, script):
        assert script_of("fair", 21) == script

    def test_another_seed_composes_another(self, script):
        assert script_of("fair", 22).companies != script.companies


class TestFirms:
    def test_no_two_share_a_name_or_an_address(self, script):
        for column in ("key", "name"):
            assert max(Counter(row[column] for row in script.companies).values()) == 1

    def test_each_is_named_in_the_script_of_its_language(self, script):
        for row in script.companies:
            if row["language"] in SCRIPTS:
                assert re.search(f"[{SCRIPTS[row['language']]}]", row["name"]), row["name"]

    def test_english_names_are_in_latin_letters(self, script):
        for row in script.companies:
            assert re.fullmatch(r"[A-Za-z0-9 .,&'()/-]+", row["name_en"]), row["name_en"]

    def test_addresses_are_plain(self, script):
        assert all(re.fullmatch(r"[a-z0-9-]+", row["key"]) for row in script.companies)

    def test_registrations_are_in_all_states_and_claims_of_all_kinds(self, script):
        states = Counter(row["state"] for row in script.companies)
        assert set(states) == {
            "draft",
            "submitted",
            "changes-requested",
            "approved",
            "rejected",
            "withdrawn",
        }
        assert {row["claim"] for row in script.companies} == {"", "let", "offered", "held"}
        assert {row["past"] for row in script.companies} == {"", "lapsed", "declined", "released"}
        assert any(row["beside"] for row in script.companies)


class TestGoods:
    def test_every_kind_is_named_in_the_languages_of_those_who_export_it(self):
        for kind in catalogue().kinds:
            languages = {legal_forms()[economy]["language"] for economy in kind.economies}
            assert languages <= set(kind.names), kind.names["en"]

    def test_every_code_has_its_words_and_those_of_its_heading(self, script):
        known = {row["code"] for row in rows("subheadings")} | {each.code for each in headings()}
        for code in {row["hs"] for row in script.products}:
            assert {code, code[:4]} <= known

    def test_services_and_projects_go_by_what_they_bring_to_the_fair(self, script):
        codes = {row["form"]: set(listed(row["codes"])) for row in rows("forms")}
        for row in script.products:
            assert row["hs"] in (codes[row["form"]] or {row["hs"]}), row["name_en"]

    def test_no_exhibitor_shows_a_thing_twice(self, script):
        assert max(Counter((row["company"], row["name_en"]) for row in script.products).values()) == 1

    def test_products_of_one_exhibitor_belong_together(self, script):
        written = {row["key"] for row in (*rows("companies"), *rows("full/companies"))}
        forms = {}
        for row in script.products:
            forms.setdefault(row["company"], set()).add(row["form"])
        assert all(len(found) == 1 for company, found in forms.items() if company not in written)


class TestTexts:
    def test_goods_have_only_the_qualities_of_their_form(self):
        qualities = {row["form"]: set(listed(row["qualifiers"])) for row in rows("forms")}
        for row in rows("full/branches"):
            assert set(listed(row["qualifiers"])) <= qualities[row["form"]], row["branch"]

    def test_no_service_or_project_is_for_export(self, script):
        names = [row["name_en"] for row in script.products if row["form"] in {"service", "project"}]
        assert len(names) > 100
        assert not [name for name in names if "for export" in name]

    def test_nobody_makes_or_ships_services(self, script):
        written = {row["key"] for row in (*rows("companies"), *rows("full/companies"))}
        serving = {row["company"] for row in script.products if row["form"] in {"service", "project"}}
        abouts = [row["about_en"] for row in script.companies if row["key"] in serving - written]
        assert len(abouts) > 100
        assert not [about for about in abouts if "make" in about or "samples" in about]

    @pytest.mark.parametrize("language", [row["language"] for row in rows("phrases")])
    def test_every_form_has_its_text_in_every_language(self, language):
        for row in rows("forms"):
            own, *_english = description(row["form"], language, "TH", "5").split("\n\n")
            assert own
            assert "{n}" not in own

    def test_what_comes_in_bulk_is_sold_by_the_tonne(self):
        texts = description("bulk", "zh-hans", "CN", "5")
        assert re.search(r"\d0吨起订.*\d0 t an order", texts, re.DOTALL)
        assert "piece" not in texts
        raw = {"280700", "310210", "390120", "740311", "252329", "100199"}
        assert {kind.branch.form for kind in catalogue().kinds if kind.hs in raw} == {"bulk"}

    def test_only_those_from_abroad_offer_labels_in_chinese(self):
        assert "Labels in Chinese" in description("food", "th", "TH", "5")
        assert "Labels" not in description("food", "zh-hans", "CN", "5")

    @pytest.mark.parametrize(
        ("language", "words"), [("ar", "بالإنجليزية والصينية"), ("ru", "на английском и китайском")]
    )
    def test_services_are_promised_in_the_same_languages_in_every_language(self, language, words):
        assert words in description("service", language, "AE", "5")


class TestZones:
    def test_each_exhibitor_is_where_its_main_sector_is_shown(self, script):
        shown = {row["code"]: listed(row["shows"]) for row in script.zones}
        for row in script.companies:
            assert listed(row["sectors"])[0] in shown[row["zone"]], (row["key"], row["zone"])

    def test_the_high_tech_area_is_for_asean_and_its_four_fields(self, script):
        there = [row for row in script.companies if row["zone"] == "high-tech-asean"]
        assert {row["economy"] for row in there} <= ASEAN
        fields = {"health", "biomedicine", "new-energy", "green-energy", "low-carbon", "it-services"}
        assert all(fields & set(listed(row["sectors"])) for row in there)

    @pytest.mark.parametrize("economy", ["SG", "MY", "TH", "VN", "ID", "KH"])
    def test_those_whom_the_press_names_fill_the_high_tech_area(self, economy, script):
        there = [row for row in script.companies if row["zone"] == "high-tech-asean"]
        assert sum((row["economy"], row["state"]) == (economy, "approved") for row in there) >= 4

    def test_each_country_has_one_city_of_charm_at_a_booth_of_9_square_metres(self, script):
        cities = [row for row in script.companies if row["zone"] == "cities-of-charm"]
        assert sorted(row["economy"] for row in cities) == sorted(ASEAN | {"CN"})
        assert {(row["kind"], row["area"], row["claim"]) for row in cities} == {("shell", "9", "let")}
        booths = [block for block in script.blocks if block["zone"] == "cities-of-charm"]
        assert sum(int(block["columns"]) * int(block["rows"]) for block in booths) >= len(cities)

    def test_no_zone_has_a_third_of_all_booths(self, script):
        counts = Counter()
        for block in script.blocks:
            counts[block["zone"]] += int(block["columns"]) * int(block["rows"])
        assert max(counts.values()) < counts.total() / 3

    def test_those_who_share_a_booth_are_in_the_same_zone_and_pavilion(self, script):
        places = {row["key"]: (row["zone"], row["pavilion"]) for row in script.companies}
        for row in script.companies:
            assert not row["beside"] or places[row["beside"]] == places[row["key"]]


class TestHalls:
    def test_blocks_stand_in_their_halls_with_aisles_between_them(self, script):
        halls = {row["code"]: row for row in script.halls}
        written = [*rows("blocks"), *rows("full/blocks")]
        by_hall = {}
        for row in script.blocks:
            by_hall.setdefault(row["hall"], []).append((box_of(row), row in written))
        for code, boxes in by_hall.items():
            for box, _by_hand in boxes:
                assert 0 <= box.left < box.right <= int(halls[code]["width"]) - AISLE
                assert 0 <= box.top < box.bottom <= int(halls[code]["depth"]) - AISLE
            for (one, by_hand), (other, also) in combinations(boxes, 2):
                assert (by_hand and also) or not one.is_near(other), (one, other)

    def test_one_hall_has_some_600_booths(self, booths_by_hall):
        assert 550 <= max(booths_by_hall.values()) <= 650

    def test_halls_are_named_by_their_codes_since_chance_decides_what_they_show(self, script):
        named = {row["code"]: row for row in script.halls if not row["outdoor"]}
        assert {row["en"] for row in named.values()} == {f"Hall {code}" for code in named}
        assert {row["zh-hans"] for row in named.values()} == {f"{code}展厅" for code in named}

    def test_the_ground_for_machines_shows_machines(self, script):
        assert {row["zone"] for row in script.blocks if row["hall"] == "S2"} == {"outdoor-machines"}

    def test_halls_of_a_site_do_not_overlap(self, script):
        boxes = {}
        for row in script.halls:
            left, top, width, depth = (int(row[name]) for name in ("left", "top", "width", "depth"))
            boxes.setdefault(row["venue"], []).append((left, top, left + width, top + depth))
        for those in boxes.values():
            for one, other in combinations(those, 2):
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]

    def test_a_full_floor_says_so(self):
        hall = {"code": "X", "width": "3000", "depth": "2000", "used": ""}
        with pytest.raises(FloorFull):
            list(Floor([hall], []).shells(1_000))


class TestBuyers:
    def test_the_special_partner_organises_several_groups(self, script):
        assert sum("special partner" in row["organised_by"] for row in script.groups) >= 3

    def test_who_organises_a_group_can_be_read_in_english(self, script):
        assert not [row for row in script.groups if not re.search("[A-Za-z]{3}", row["organised_by"])]

    def test_some_needs_fit_nothing_that_is_shown(self, script):
        shown = {row["hs"][:4] for row in script.products}
        asked = [row["hs"] for row in script.needs if len(row["hs"]) == 4]
        unmet = sum(code not in shown for code in asked)
        assert 0.05 < unmet / len(asked) < 0.35

    def test_needs_are_written_in_many_languages(self, script):
        text = "".join(row["text"] for row in script.needs)
        for letters in SCRIPTS.values():
            assert re.search(f"[{letters}]", text)

    def test_few_exhibitors_are_asked_for_much(self, script):
        counts = sorted(Counter(row["exhibitor"] for row in script.requests).values(), reverse=True)
        tenth = len(script.companies) // 10
        assert sum(counts[:tenth]) > len(script.requests) / 3

    def test_requests_are_in_all_states_and_no_pair_has_two(self, script):
        assert {row["state"] for row in script.requests} == {"sent", "accepted", "declined", "withdrawn"}
        pairs = Counter((row["group"], row["delegate"], row["exhibitor"]) for row in script.requests)
        assert max(pairs.values()) == 1

    def test_nobody_is_in_two_meetings_at_once(self, script):
        fixed = [row for row in script.requests if row["slot"]]
        assert len(fixed) > 200
        for who in (("exhibitor",), ("group", "delegate")):
            times = Counter((*(row[name] for name in who), row["day"], row["slot"]) for row in fixed)
            assert max(times.values()) == 1

    def test_certificates_asked_for_exist(self, script):
        known = {"halal", "ce", "gmp", "haccp", "organic", "iso9001", "iso14001", "globalgap"}
        for row in script.needs:
            assert known.issuperset(listed(row["required"]) + listed(row["welcome"]))


class TestChance:
    def test_numbers_spread_add_up_within_their_limits(self):
        numbers = spread(20, [1, 1, 1, 1], [3, 9, 9, 9], Random(1))
        assert sum(numbers) == 20
        assert 1 <= numbers[0] <= 3

    def test_what_can_not_be_spread_is_refused(self):
        with pytest.raises(ValueError, match="100 can't be spread over 2"):
            spread(100, [1, 1], [3, 3], Random(1))

    def test_shares_go_by_largest_remainder(self):
        assert in_proportion(10, [1, 1, 1]) == [4, 3, 3]

    def test_uneven_draws_favour_few(self):
        uneven = Uneven(range(100), Random(1))
        counts = Counter(uneven.draw() for _draw in range(5_000))
        assert counts.most_common(1)[0][1] > 5 * 5_000 / 100
