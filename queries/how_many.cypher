// title: {zh: 一个地方有多少某类对象, en: How many of a kind a place has}
// topic: place
// examples:
//   - <place:坡头区>建了几个<kind:产业园>？
//   - <place:上海>的<kind:产业园区>有多少个
//   - <place:广东>有多少个<kind:产业园区>
//   - <place:嘉定区>共有多少家特色<kind:园区>
//   - <place:湛江>有多少<kind:企业>
//   - <place:濠江区>有几家<kind:企业>
//   - <place:汕头>有几家<kind:公司>
//   - <place:湛江>园区签约了多少<kind:项目>
//   - <place:湛江>的园区里有多少家<kind:企业>
//   - <place:湛江>园区入驻了多少<kind:企业>
//   - <place:金山>签了几个<kind:项目>
//   - <place:新北市>出台了多少<kind:政策>
//   - <place:徐闻>、<place:遂溪>分别有几个<kind:园区>
//   - <place:湛江>有几个<kind:县>
//   - How many <kind:parks> does <place:Potou District> have?
//   - How many <kind:companies> are there in <place:Zhanjiang>?
//   - How many <kind:projects> did <place:Haojiang> sign?
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   kind: {type: Kind, required: true, zh: 种类, en: kind}
// columns:
//   place: {zh: 地方, en: Place}
//   according: {zh: 依据, en: According to}
//   what: {zh: 内容, en: What}
//   number: {zh: 个数, en: Number}
//   period: {zh: 时期, en: Period}
//   names: {zh: 名称, en: Names}
//   _said: {zh: 说法, en: Said}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的{kind}：{@_said}。'
//   en: '{kind} of {place}: {@_said}.'
// :param place => ['汕头市']
// :param kind => 'Park'
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
WITH p, {Park: ['园区', '產業園', '产业园', '園區', '工业园', '开发区', '基地'], Company: ['企业', '企業', '公司', '工厂', '厂商'], Project: ['项目', '項目', '工程'],
  Organization: ['机构', '機構', '单位', '联盟'], Policy: ['政策', '措施', '意见', '规划'], Industry: ['产业', '產業', '行业'], District: ['区', '县'], City: ['城市', '市'],
  Person: ['人'], Article: ['文章']}[$kind] AS words
CALL (p, words) {
  MATCH (p)<-[:PART_OF|LOCATED_IN*0..2]-(owner)-[r:HAS_INDICATOR]->(m:Indicator)
  WHERE m.unit IN ['家', '个', '個', '項', '项', '条', '座', '处', '所', '户', '间'] AND any(w IN words WHERE m.name ENDS WITH w OR
    any(s IN r.sentences WHERE s =~ ('(?s).*' + toString(toInteger(m.value)) + '[家个個項项条座处所户间][^，。；,;、0-9]{0,8}' + w + '.*')))
  RETURN '文章所说' AS according, owner.name + ' ' + m.name AS what, coalesce(m.text, toString(m.value) + m.unit) AS number, m.period AS period,
    [] AS names, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
  UNION
  CALL (p) {
    MATCH (p)<-[:PART_OF*0..2]-(area)<-[l:LOCATED_IN*1..3]-(x) WHERE $kind IN labels(x)
    RETURN x, l[0] AS r
    UNION
    MATCH (p)<-[:PART_OF*0..2]-(area)-[r:ISSUED|IMPLEMENTS|PRIORITIZES]->(x) WHERE $kind IN labels(x)
    RETURN x, r
    UNION
    MATCH (p)<-[l:PART_OF*1..2]-(x) WHERE $kind IN labels(x)
    RETURN x, l[0] AS r
  }
  WITH collect(DISTINCT x.name) AS found, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
  WHERE size(found) > 0
  RETURN '图中所列' AS according, null AS what, toString(size(found)) + '个' AS number, null AS period, found[..100] AS names, _evidence
}
RETURN p.name AS place, according, what, number, period, names, according + number AS _said, _evidence
ORDER BY place, according DESC, what
