"""Firms, other bodies, persons and their posts: what a sentence names, and what it does not."""

from __future__ import annotations

import pytest

from loaders.model import RawArticle
from loaders.pipeline import Reader
from schema.facts import FactSet
from schema.nodes import Label
from schema.relations import Predicate

_FRAME = "沙洲纺织城观察\n{}会议研究了下一步的工作。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    """A reader over the packaged data."""
    return Reader.by_rules()


@pytest.fixture(scope="module")
def whole_reader() -> Reader:
    """A reader with its fitted models."""
    return Reader.default()


def _facts(reader: Reader, text: str) -> FactSet:
    return reader.read(RawArticle("a.txt", _FRAME.format(text)))


def _names(facts: FactSet, label: Label) -> set[str]:
    return {e.name for e in facts.entities if e.label is label}


def _posts(facts: FactSet) -> set[tuple[str, str, str]]:
    names = {e.id: e.name for e in facts.entities}
    posts = [r for r in facts.relations if r.type is Predicate.HOLDS_POST]
    return {(names[r.start], str(r.properties.get("title")), names[r.end]) for r in posts}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # known by name
        ("东方电缆将在当地建设新厂。", {"东方电缆"}),
        ("当天，舍弗勒与安琪酵母一同到访。", {"舍弗勒", "安琪酵母"}),
        ("大唐、国电均在此设有电场。", {"大唐", "国电"}),
        # by its stock code
        ("软板厂旭丰（6815-TW）昨天开了会。", {"旭丰"}),
        # in lists
        ("诊断试剂有明锐生物、安图生物两家科创板公司。", {"明锐生物", "安图生物"}),
        ("张三丰、李大同一行来到康硕医疗、晶立实业、铭立塑胶等企业。", {"康硕医疗", "晶立实业", "铭立塑胶"}),
        ("配套齐全：做光刻胶的晶瑞电材、做封测的通富微电、做气体的华特气体，30多家企业都在附近。",
         {"晶瑞电材", "通富微电", "华特气体"}),
        # behind what it is
        ("市属国企沙河发展控股集团牵头设立基金。", {"沙河发展控股集团"}),
        ("园区运营商清江市产业投资集团表示将减租。", {"清江市产业投资集团"}),
        ("远景能源旗下瑞驰公司投资5亿元。", {"瑞驰公司"}),
        ("领军企业宏达智造公司设立了总部。", {"宏达智造公司"}),
        # beside other bodies
        ("其中陆志明同宏安文旅集团签下了合同。", {"宏安文旅集团"}),
        ("宏发基金同沙河发展投资集团签约。", {"沙河发展投资集团"}),
        ("它是远新制药集团的全资子公司。", {"远新制药集团"}),
        ("精油提取项目广安香料有限公司投资1亿元。", {"广安香料有限公司"}),
        ("沙河县人民政府与宏远股份有限公司签约。", {"宏远股份有限公司"}),
        ("投资方桂海动力集团已投入2亿元。", {"桂海动力集团"}),
        ("沙河高新区管委会同岫溪数控有限公司签约。", {"岫溪数控有限公司"}),
        ("有研稀土新材料股份有限公司将出资6亿元。", {"有研稀土新材料股份有限公司"}),
        ("中国邮政储蓄银行清江支行给予授信。", {"中国邮政储蓄银行清江支行"}),
        ("宏石智能（北京）科技有限公司已经签约。", {"宏石智能(北京)科技有限公司"}),
    ],
)  # fmt: skip
def test_firms(reader: Reader, text: str, names: set[str]) -> None:
    assert names <= _names(_facts(reader, text), Label.COMPANY)


ODD = (
    ("阳泽生物在这里投资3亿元建设新厂。", "阳泽生物"),
    ("凯锐测试系统斥资6亿元设厂。", "凯锐测试系统"),
    ("民营的锦磐电气将工厂搬到了这里。", "锦磐电气"),
    ("落户不久的恒岱油脂，日榨大豆3000吨。", "恒岱油脂"),
    ("绿茵鞋业早在2006年就搬到了这里。", "绿茵鞋业"),
    ("日商三信精工则以租代买。", "三信精工"),
)


def test_odd_short_names_are_the_labellers(whole_reader: Reader) -> None:
    found = [name in _names(_facts(whole_reader, text), Label.COMPANY) for text, name in ODD]
    assert sum(found) >= 4, "most of them; which, the fitted field decides"


@pytest.mark.parametrize(
    "text",
    [
        "其中化工产值占比最高，其中核心企业有12家。",
        "当地特色产业发展较快，该村被评为最美的乡村。",
        "福田、光明、龙华三区集中签约一批项目。",
        "统一部署、大众创业、现代农业、阳光工程、三星级酒店同步推进。",
        "生物医药投资10亿元，固定资产投资50亿元，民间资本投入2亿元。",
        "园区引进半导体、新材料、生物医药等企业50家。",
        "万亩光伏、千亩锂电、百亿铝业加快建设。",
        "石墨烯新材料主攻方向明确，碳纤维复材的生产基地落成。",
        "某厂是一家集研发、生产与销售为一体的高新技术企业。",
        "现场来了德国企业、日本企业和外商投资企业120家。",
        "双方将在新能源、新材料领域投资合作，企业将在海外建设工厂。",
        "已有清江大学、沙河科学研究院及53家业者进驻。",
    ],
)
def test_no_firms(reader: Reader, text: str) -> None:
    assert _names(_facts(reader, text), Label.COMPANY) == set()


def test_a_short_name_in_brackets_is_no_second_firm(reader: Reader) -> None:
    facts = _facts(reader, "中航（成都）无人机系统股份有限公司（以下简称中无人机）到访。中无人机将投资11亿元。")
    assert _names(facts, Label.COMPANY) == {"中航(成都)无人机系统股份有限公司"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宜昌市云计算和大数据发展局印发了通知。", "宜昌市云计算和大数据发展局"),
        ("湖北省宜昌市人民政府办公室印发了通知。", "宜昌市人民政府办公室"),
        ("宜昌市发展改革委批复了方案。", "宜昌市发展改革委"),
        ("10月经国务院批准，这里开始建设。", "国务院"),
        ("沙洋县与上海海洋大学签订了协议。", "上海海洋大学"),
        ("引进重点企业办公室（引进办）主任叶志良在政府总部介绍了情况。", "引进重点企业办公室"),
        ("财经事务及库务局副局长霍志琛出席。", "财经事务及库务局"),
        ("在地台商协会会长何志明表示，电力不足。", "台商协会"),
        # of no list
        ("枝江市金融服务局、市渔政局参加。", "枝江市金融服务局"),
        ("会议由市商贸服务局承办，枝江市派员参加。", "市商贸服务局"),
        ("市口岸开放办主任何志明出席。", "市口岸开放办"),
        ("市盐务局党组成员何志明出席。", "市盐务局"),
        ("招商局负责人何志明主持了会议。", "招商局"),
        ("日前，中共枝江市委员会枝江市人民政府公布了意见。", "枝江市人民政府"),
        ("全国丝绸业联谊会创会总会长何志明到会。", "全国丝绸业联谊会"),
        ("缺什么？市茶叶产业办主任何志明答，缺车间。", "市茶叶产业办"),
        ("市纺织产业链办公室主任何志明到会。", "市纺织产业链办公室"),
        ("枝江市农会总干事何志明提醒大家。", "枝江市农会"),
        # of a level
        ("省国资委副主任何志明到会。", "省国资委"),
        ("枝江市和省农科院签约。", "省农科院"),
        ("县人大常委会主任何志明到会。", "县人大常委会"),
        ("全国纺织企业家联谊会会长何志明到会。", "全国纺织企业家联谊会"),
    ],
)
def test_other_bodies(reader: Reader, text: str, name: str) -> None:
    assert name in _names(_facts(reader, text), Label.ORGANIZATION)


@pytest.mark.parametrize(
    "text",
    [
        "枝江市重新布局产业，全市开新局，枝江市展示厅启用。",
        "市委市政府高度重视，各地建起物流集散中心。",
        "合作区执委会加强服务。",
        "枝江市工信部门同省内外高校院所合作。",
        "项目办主任何志明、县委办主任王海波出席。",
        "公司办公室主任何志明、党政办公室主任王海波出席。",
        "打开枝江市政府工作报告，第一句是转型。",
    ],
)
def test_no_other_bodies(reader: Reader, text: str) -> None:
    assert _names(_facts(reader, text), Label.ORGANIZATION) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县长阿不都·买买提江表示，下一步将扩大种植。", "阿不都·买买提江"),
        ("主席努尔兰·阿布都满金17日会见了客人。", "努尔兰·阿布都满金"),
        ("局长巴雅尔图说，今年雨水好。", "巴雅尔图"),
        ("总工程师扎西才让的说法更直白。", "扎西才让"),
        ("会长番晓峰说，过去卖豆子。", "番晓峰"),
        ("院长于海棠说，标准已经发布。", "于海棠"),
        ("挂职副县长的孙晓东说，羊肉卖得好。", "孙晓东"),
        ("竹科管理局王永年局长致词。", "王永年"),
        ("宏远制药有限公司由甘志诚出任总经理。", "甘志诚"),
        ("县委书记柴敏学的答案是拼配套。柴敏学说，不拼地价。", "柴敏学"),
        ("市统计局总统计师柴静文作了解读。", "柴静文"),
        ("副局长曾国富，负责这项工作。", "曾国富"),
        ("据枝江市市长于占海介绍，项目已经开工。", "于占海"),
        ("县长努尔兰.热合曼主持会议。", "努尔兰.热合曼"),
        ("县长努尔兰·热合曼给出的数字是三千。", "努尔兰·热合曼"),
        ("枝江市副市长兼茶叶产业链链长柴静文到会。", "柴静文"),
        ("处长纪维中回应，租金不高。", "纪维中"),
        ("区长谈家林说，要转型。", "谈家林"),
        ("运行总监管思齐预计，明年增班。", "管思齐"),
        ("主任扎西多杰说，草回来了。“慢不得。”扎西多杰说。", "扎西多杰"),
    ],
)
def test_persons(reader: Reader, text: str, name: str) -> None:
    assert _names(_facts(reader, text), Label.PERSON) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "市长高度重视，书记亲自部署，镇党委书记马上就办。",
        "总经理向记者介绍，会长单位带头，局长办公会决定。",
        "市长谈产业：老基地怎样转身。市委书记谈食品加工。",
        "十二条产业链由市领导任链长。董秘办人士补充了细节。",
        "总经理马总热情接待了一行。",
        "副县长表示，将在三季度建成。",
        "市长的到来让大家振奋，代表双方签约。",
        "市长于会上强调，要抓紧。市长于近日表示，要加快。",
        "局长曾提出，要加快。负责人先后致辞。郑县长表示，会抓紧。",
        "会长交接典礼昨日举行，理事长就职后致词。",
    ],
)
def test_no_persons(reader: Reader, text: str) -> None:
    assert _names(_facts(reader, text), Label.PERSON) == set()


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("宜昌市委副书记、市长李志远出席。", ("李志远", "市委副书记、市长", "宜昌市")),
        ("宏达集团党委书记、董事长王德海致辞。", ("王德海", "党委书记、董事长", "宏达集团")),
        ("彰化县政府王惠珍县长、洪志明立委到场。", ("王惠珍", "县长", "彰化县")),
        ("经发集团董事长尚建军到访。", ("尚建军", "董事长", "经发集团")),
        ("新希望六和副总裁韩志涛见证了签约。", ("韩志涛", "副总裁", "新希望六和")),
        ("县里合办了棉花研究院，院长于海波说，标准已经发布。", ("于海波", "院长", "棉花研究院")),
        ("宏达食品有限公司去年投产。总经理马文海说，订单充足。", ("马文海", "总经理", "宏达食品有限公司")),
        ("棠溪工业区有企业九家。棠溪工业区不大，管委会主任刘志军说，地不够。", ("刘志军", "主任", "棠溪工业区")),
        ("枝江市近年发展很快。副市长刘志军介绍了情况。", ("刘志军", "副市长", "枝江市")),
        ("湖北省举行活动，宜昌市、枝江市都来了。副省长刘志军到会。", ("刘志军", "副省长", "湖北省")),
        ("广西壮族自治区主席刘志军到会。", ("刘志军", "自治区主席", "广西壮族自治区")),
        ("延边朝鲜族自治州开会。州党委书记刘志军出席。", ("刘志军", "党委书记", "延边朝鲜族自治州")),
    ],
)
def test_posts(reader: Reader, text: str, post: tuple[str, str, str]) -> None:
    assert post in _posts(_facts(reader, text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("枝江市副市长刘志军、王海波、李兰参加。", {"刘志军", "王海波", "李兰"}),
        ("枝江市委常委刘志军、王海波和李兰芳出席。", {"刘志军", "王海波", "李兰芳"}),
        ("枝江市领导 刘志军 王海波 参加活动。", {"刘志军", "王海波"}),
        ("刘志军、王海波等枝江市领导参加活动。", set()),
        ("刘志军、王海波等市领导参加枝江市的活动。", {"刘志军", "王海波"}),
        # one has it, or no further person
        ("枝江市常务副市长刘志军、王海波参加。", {"刘志军"}),
        ("枝江市副市长刘志军、丹江口客商代表参加。", {"刘志军"}),
        ("枝江市副市长刘志军、金融办主任何志明参加。", {"刘志军"}),
        ("枝江市副市长刘志军和村民王海波一起察看。", {"刘志军"}),
    ],
)
def test_posts_that_several_hold(reader: Reader, text: str, names: set[str]) -> None:
    assert {person for person, _, holder in _posts(_facts(reader, text)) if holder == "枝江市"} == names


def test_posts_that_say_whose_they_are_are_not_weighed(whole_reader: Reader) -> None:
    text = "湖北省和宜昌市、枝江市同日开工，省委副书记、省长高振国，副省长陆建民到场，总经理马文海陪同。"
    facts = _facts(whole_reader, text)
    assert {("高振国", "省委副书记、省长", "湖北省"), ("陆建民", "副省长", "湖北省")} <= _posts(facts)
    assert min(r.confidence for r in facts.relations if r.type is Predicate.HOLDS_POST) > 0.95


def test_later_posts_are_of_the_body_before_them(reader: Reader) -> None:
    text = "宏达集团旗下有远新公司。宏达集团董事、总裁王德海，党委副书记、总经理李强到访，副市长马军、董事长何平陪同。"
    found = {(person, title) for person, title, holder in _posts(_facts(reader, text)) if holder == "宏达集团"}
    assert {("王德海", "董事、总裁"), ("李强", "党委副书记、总经理")} <= found
    assert "马军" not in {person for person, _ in found}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("东莞市客商来访。县委书记马志强、县长刘军会见了客人。", "马志强"),
        ("东莞市举行活动。局机关党委书记李志骏出席。", "李志骏"),
        ("枝江市发展很快。党委书记李志骏说，订单多。", "李志骏"),
        ("外资办主任何志明到了。项目办主任李志骏出席。", "李志骏"),
        ("内蒙古自治区来了客人。区委书记王敏参加。", "王敏"),
    ],
)
def test_a_post_is_of_no_place_of_another_level(reader: Reader, text: str, person: str) -> None:
    facts = _facts(reader, text)
    assert person in _names(facts, Label.PERSON)
    assert {p for p in _posts(facts) if p[0] == person} == set()


def test_a_foreigner_s_name_is_known_from_where_it_is_told(reader: Reader) -> None:
    text = "新任顾问、日本籍小川英二就是日资企业的代表。小川英二现任宏远咨询公司董事长、总经理。"
    assert "小川英二" in _names(_facts(reader, text), Label.PERSON)


def test_who_speaks_without_a_post_is_a_person_and_who_reports_is_none(reader: Reader) -> None:
    facts = _facts(
        reader, "村民李大成说，今年收成好。园区经济发展局汪晓峰说，土地已经腾出。本报记者王海燕说，她看到了。"
    )
    assert _names(facts, Label.PERSON) == {"李大成", "汪晓峰"}


def test_who_listens_while_looking_is_nobody(reader: Reader) -> None:
    assert _names(_facts(reader, "市领导边听介绍边看展板，了解有关情况。"), Label.PERSON) == set()


@pytest.mark.parametrize(
    "text",
    [
        "日本、韩国、法国等国的水产加工企业先后到访。",
        "江苏、浙江、福建等地的企业先后到访。",
        "香港、美国、北京等地的三家软件企业已经进驻。",
        "面对全球高科技浪潮和产业链重组的趋势，各地抢占先机。",
    ],
)
def test_countries_of_firms_and_ordinary_words_are_no_firms(reader: Reader, text: str) -> None:
    assert _names(_facts(reader, text), Label.COMPANY) == set()
