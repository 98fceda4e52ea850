"""Projects: where their names begin and end, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from loaders.projects.kinds import name_begins, no_project

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("华远能源平潭6号海上风电项目已全容量并网。", "华远能源平潭6号海上风电"),
        ("天顺重工的法兰及塔架项目总投资8亿元。", "法兰及塔架"),
        ("巨浪科技股份有限公司与德信集团合资建设纯碱及氯化铵项目，双方计划投资20亿元。", "纯碱及氯化铵"),
        ("该公司在此建设百万吨级煤间接液化示范项目，计划投资90亿元。", "百万吨级煤间接液化示范"),
        ("签约项目如下：\n3.硕凌消费电子结构件扩建项目，东莞市硕凌精密有限公司，3亿元；", "硕凌消费电子结构件扩建"),
        ("总投资5亿元的古井窖池扩建项目已开工。", "古井窖池扩建"),
        ("四川翼龙科技有限公司的双旋翼生产线项目已投产。", "双旋翼生产线"),
        ("陕西金耳农业有限公司的香菇精深加工二期项目于8月投产，投资1.2亿元。", "香菇精深加工二期"),
        ("公司把12英寸模拟芯片生产线从海外搬来，总投资14亿美元。", "12英寸模拟芯片生产线"),
        ("银河化工退城入园之后投资30亿元新建乙二醇项目，年产能40万吨。", "乙二醇"),
        ("青山科技在园区兴建2座先进封装厂，首座明年装机。", "先进封装厂"),
        ("绿野牧业在工业区建一座年产20万吨的饲料厂，今年7月动工。", "饲料厂"),
        ("恒星集团的煤基芳烃中试装置预计年底建成。", "煤基芳烃中试装置"),
        ("蓝海化工码头5号泊位正在建设，总投资7亿元。", "蓝海化工码头5号泊位"),
        ("省级层面设立未来产业引导基金，总规模300亿元。", "未来产业引导基金"),
        ("昌吉热电集团投资9600万元建设的城北冷链物流中心今年5月启用。", "城北冷链物流中心"),
        ("岩隆粉体有限公司年产20万吨碳酸钙项目已投产。", "年产20万吨碳酸钙"),
        ("瑞阳公司另建年产60万根车桥项目，投资8亿元。", "年产60万根车桥"),
        ("公司扩建年产800万台咖啡机的新厂，投资1.5亿美元。", "年产800万台咖啡机的新厂"),
        ("第一只叫磷系新材料基金，规模20亿元。", "磷系新材料基金"),
        ("漯河高质量发展产业引导基金揭牌，首期规模40亿元。", "漯河高质量发展产业引导基金"),
    ],
)
def test_a_name_reaches_back_to_what_announces_it(reading: Read, text: str, name: str) -> None:
    assert name in reading(text).projects


def test_capacities_in_a_list_name_a_project_each(reading: Read) -> None:
    found = reading("恒丰30万吨/年聚酯、凯隆化工20万吨/年己二酸、60万吨/年丁二醇等重大项目提速。").projects
    assert {"恒丰30万吨/年聚酯", "60万吨/年丁二醇"} <= found
    assert any(name.endswith("20万吨/年己二酸") for name in found)
    assert reading("年产5万吨铝箔、铝板等产品的工厂已投产。").projects == set()


@pytest.mark.parametrize(
    "text",
    [
        "全县新建标准厂房20万平方米，绿色工厂增至15家。",
        "双方商定“前店后厂”的模式。",
        "五年下来，全县建成菌包厂6座、专业村60个。",
        "公司预计首期10吉瓦时生产线年底下线。",
        "公司表示将在后续研究屠宰厂，方案没有写进此次协议。",
        "去年有企业来谈电解铝项目，因水源紧张，县里没有同意。",
        "有客商提出投资8亿元建设竹海主题乐园，县里没有答应。",
        "网络盛传外商要在园区建设12英寸晶圆厂，管委会称没有收到任何申请。",
        "原有业者申请的水泥转运站，因环评未过，已于2019年撤案。",
        "他们洽谈了三个项目。",
    ],
)
def test_kinds_and_what_was_never_agreed_are_no_projects(reading: Read, text: str) -> None:
    assert reading(text).projects == set()


def test_a_refusal_speaks_of_one_project(reading: Read) -> None:
    read = reading("恒瑞科技的锂电隔膜项目已经投产，另一个煤焦油加氢项目在环评阶段被否决。")
    assert read.projects == {"锂电隔膜"}


def test_what_somebody_would_call_real_elsewhere_stays(reading: Read) -> None:
    read = reading("网传南湖光伏玻璃项目停工。\n事实上，南湖光伏玻璃项目已经投产，总投资12亿元。")
    assert "南湖光伏玻璃" in read.projects


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("当天开工的有恒力泰陶瓷机械项目、东阳片区安置房项目、南山生态保护与综合治理规划项目。", "东阳片区安置房"),
        (
            "当天开工的有恒力泰陶瓷机械项目、东阳片区安置房项目、南山生态保护与综合治理规划项目。",
            "南山生态保护与综合治理规划",
        ),
        ("园区迎来总投资20亿元的博瑞新型石墨散热材料及器件项目建设高潮。", "博瑞新型石墨散热材料及器件"),
        ("云溪大桥建成通车，两岸往来更方便。", "云溪大桥"),
        ("董家河水库扩容工程正式开工，总投资4亿元。", "董家河水库扩容工程"),
        ("教育：城南职高教学楼已动工。", "城南职高教学楼"),
    ],
)
def test_what_stands_around_it_bounds_a_name(reading: Read, text: str, name: str) -> None:
    assert name in reading(text).projects


@pytest.mark.parametrize(
    "text",
    [
        "主体工程完工，设备正在安装。",
        "全县中心小学建成3所，农村公路完成200公里。",
        "既有重点项目、也是全省最大的援建项目。",
        "签约项目、在建项目和储备项目都有增加。",
        "医院、学校建成后，群众看病上学更方便。",
        "规划范围为滨湖大道以东、京南铁路以西、云海高速公路北侧。",
        "董事长林海早年在海州工作，曾先后参与了海州石化年产20万吨聚酯项目。",
    ],
)
def test_works_without_a_name_are_no_projects(reading: Read, text: str) -> None:
    assert reading(text).projects == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宏远硅业有限公司年产5000吨碳化硅的项目正在调试设备。", "年产5000吨碳化硅"),
        ("牧丰公司拟打造年出栏百万头肉羊养殖项目，明年动工。", "年出栏百万头肉羊养殖"),
        ("开工的有泰和工贸有限公司年产2000万PCS玻璃瓶盖项目。", "年产2000万PCS玻璃瓶盖"),
        ("全县加快项目建设，特别是云赢菌业项目，投资8亿元，年底投产。", "云赢菌业"),
    ],
)
def test_a_capacity_and_what_is_singled_out_bound_a_name(reading: Read, text: str, name: str) -> None:
    assert name in reading(text).projects


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("重点项目“东岭远明平价上网风电场”下月复工。", "东岭远明平价上网风电场"),
        ("签约的“和美生物质发电项目”总投资2亿元。", "和美生物质发电"),
        ("“云河人之家”项目在大会期间正式启动。", "云河人之家"),
    ],
)
def test_all_that_is_quoted_is_the_name(reading: Read, text: str, name: str) -> None:
    assert name in reading(text).projects


@pytest.mark.parametrize(
    "text",
    [
        "江苏省产业项目增长两成，优质产业项目向园区集聚。",
        "记者从推介会上获悉，青石市产业项目集中签约仪式明日举行。",
        "公司添置全自动颗粒剂、口服液灌装生产线，年内投用。",
        "公司租用新材料标准化厂房2.6万平方米，生产电子元件。",
        "路网成形，区域高速公路网的布局更为合理。",
        "把项目建成安全工程、放心工程。",
        "县里推进重点项目“百日攻坚”行动。",
    ],
)
def test_kinds_equipment_and_floors_are_no_projects(reading: Read, text: str) -> None:
    assert reading(text).projects == set()


@pytest.mark.parametrize(
    ("words", "project"),
    [
        ("江苏省产业", False),
        ("白云旅游区", True),
        ("吉林新材料二期", True),
        ("优质资源向大", False),
    ],
)
def test_a_place_and_a_word_for_every_project_make_a_kind(words: str, project: bool) -> None:
    assert no_project(f"{words}项目。", 0, len(words)) is not project


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("青溪县有远山光伏发电", "远山光伏发电"),
        ("青溪县有机肥加工", "青溪县有机肥加工"),
        ("华明石油装备有限公司厂区搬迁及房车生产线", "厂区搬迁及房车生产线"),
        ("华明石油装备有限公司数据中心", "华明石油装备有限公司数据中心"),
        ("如东海上风电", "如东海上风电"),
        ("像山元的复合肥", "山元的复合肥"),
    ],
)
def test_a_name_begins_behind_who_has_it(words: str, name: str) -> None:
    assert words[name_begins(words, 0, len(words)) :] == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("长溪电子的飞轮储能装备", "飞轮储能装备"),
        ("扩建短舱维修中心", "短舱维修中心"),
        ("3000万元用于改造石浦湾水厂", "石浦湾水厂"),
        ("年产500吨的菌粉车间", "年产500吨的菌粉车间"),
    ],
)
def test_a_name_begins_behind_a_sum_a_verb_and_its_owner(words: str, name: str) -> None:
    assert words[name_begins(words, 0, len(words)) :] == name


@pytest.mark.parametrize(
    "text",
    [
        "此前公布的某外资乙二醇项目已停工。",
        "有人提议的远山整车二厂，目前没有具体计划。",
        "绿会青岭分会认为公园应先于工程动工。",
    ],
)
def test_what_nobody_names_or_agrees_on_is_no_project(reading: Read, text: str) -> None:
    assert not reading(text).projects
