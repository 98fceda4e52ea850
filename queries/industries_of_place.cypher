// title: {zh: 一个地方发展哪些产业, en: Industries of a place}
// topic: place
// examples:
//   - <place:濠江区>重点发展哪些产业？
//   - <place:濠江>产业？
//   - <place:湛江市>的<tier:支柱>产业是什么？
//   - <place:吴川市>和<place:廉江市>分别发展什么产业？
//   - <place:汕头市>优先发展什么？
//   - <place:新北市>主打哪些产业
//   - <place:嘉定区>有什么产业
//   - <place:金山区>正在培育的<tier:新兴>产业有哪些
//   - <place:湛江>的产业布局是怎样的
//   - What does <place:Zhanjiang> prioritize?
//   - Which industries does <place:Haojiang District> develop?
//   - What are the <tier:pillar> industries of <place:Zhanjiang>?
//   - Industries in <place:Jiading>
//   - <place:湛江市><tier:未来>产业有哪些
//   - <place:遂溪>做什么产业
//   - <place:濠江区>的主要产业
//   - <place:嘉定>的<tier:主导>产业
//   - <place:湛江>以什么产业为主
//   - <place:湛江>有几大<tier:支柱>产业
//   - What sectors is <place:New Taipei> promoting?
//   - <place:濠江区>提出的产业具体包括哪些
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   tier: {type: Tier, zh: 产业地位, en: tier}
// columns:
//   place: {zh: 地方, en: Place}
//   industry: {zh: 产业, en: Industry}
//   tier: {zh: 地位, en: Tier}
//   via: {zh: 由谁发展, en: Through}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的{tier}产业有{n}项：{@industry}。'
//   en: '{place} develops {n} {tier} industries: {@industry}.'
// :param place => ['汕头市']
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
  MATCH (p)<-[:PART_OF*0..2]-(area)-[r:PRIORITIZES]->(i:Industry)
  RETURN i, r, area AS actor
  UNION
  MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..2]-(park:Park)-[r:FOCUSES_ON]->(i:Industry)
  RETURN i, r, park AS actor
}
WITH p, i, r, actor WHERE $tier IS NULL OR r.tier = $tier
WITH p, i, collect(DISTINCT {leading: '主导', pillar: '支柱', emerging: '新兴', traditional: '传统', future: '未来', key: '重点'}[r.tier]) AS tiers,
  collect(DISTINCT actor.name) AS actors, p IN collect(actor) AS own, count(DISTINCT r) AS facts, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN p.name AS place, i.name AS industry, tiers AS tier, actors AS via, _evidence
ORDER BY place, own DESC, facts DESC, industry
