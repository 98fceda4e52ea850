// title: {zh: 一个地方与某产业的关系, en: A place and an industry}
// topic: industry
// examples:
//   - <place:汕头>发展<industry:海上风电>吗？
//   - <place:濠江区>的<industry:海上风电>发展得怎么样
//   - <place:嘉定区>是否发展<industry:集成电路>
//   - <place:濠江区>有没有<industry:预制菜>
//   - <place:汕头><industry:海上风电>情况
//   - <place:濠江>在<industry:储能>方面有什么布局
//   - Does <place:Shantou> develop <industry:offshore wind>?
//   - What about <industry:offshore wind> in <place:Haojiang>?
//   - <place:湛江>发展<industry:预制菜>吗
//   - <place:湛江>的<industry:钢铁>产业怎么样
//   - Is <place:Haojiang> developing <industry:energy storage>?
//   - <place:濠江区><industry:海上风电>
//   - <place:Haojiang> <industry:offshore wind>
//   - <place:湛江>的<industry:绿色钢铁>属于<tier:支柱>产业吗
//   - <industry:预制菜>是<place:濠江区>的<tier:主导>产业吗
//   - Is <industry:green steel> a <tier:pillar> industry of <place:Zhanjiang>?
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   tier: {type: Tier, zh: 产业地位, en: tier}
// columns:
//   place: {zh: 地方, en: Place}
//   actor: {zh: 主体, en: Who}
//   kind: {zh: 种类, en: Kind}
//   relation: {zh: 关系, en: Relation}
//   industry: {zh: 产业, en: Industry}
//   tier: {zh: 地位, en: Tier}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}与{industry}有关的事实有{n}条，涉及{@actor}。'
//   en: '{n} facts join {place} and {industry}: {@actor}.'
// :param place => ['汕头市']
// :param industry => ['海上风电']
// :param tier => null
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
CALL (p) {
  UNWIND $industry AS i_key
  MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
  MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)<-[r:PRIORITIZES|FOCUSES_ON|IN_INDUSTRY|SUPPORTS|FUNDS]-(actor)
  WHERE ($tier IS NULL OR r.tier = $tier) AND
    (EXISTS { MATCH (actor)-[:PART_OF|LOCATED_IN*0..4]->(p) } OR EXISTS { MATCH (actor)<-[:ISSUED|IMPLEMENTS]-()-[:PART_OF|LOCATED_IN*0..4]->(p) })
  RETURN branch, r, actor
}
RETURN p.name AS place, actor.name AS actor,
  {Province: '省', City: '市', District: '区县', Park: '园区', Industry: '产业', Project: '项目', Company: '企业',
   Organization: '机构', Policy: '政策', Person: '人物', Investment: '投资', Indicator: '指标', Article: '文章'}[head(labels(actor))] AS kind,
  {PRIORITIZES: '重点发展', FOCUSES_ON: '聚焦', IN_INDUSTRY: '属于', SUPPORTS: '支持', FUNDS: '投入'}[type(r)] AS relation,
  branch.name AS industry, {leading: '主导', pillar: '支柱', emerging: '新兴', traditional: '传统', future: '未来', key: '重点'}[r.tier] AS tier, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY place, relation, actor, industry
