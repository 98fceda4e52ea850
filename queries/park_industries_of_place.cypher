// title: {zh: 一个地方的园区聚焦哪些产业, en: What the parks of a place focus on}
// topic: place
// examples:
//   - <place:徐闻>的园区聚焦什么产业
//   - <place:湛江市>各园区的<tier:主导>产业是什么？
//   - <place:嘉定区>的产业园主要做什么产业
//   - <place:遂溪县>的园区发展哪些产业
//   - <place:吴川>园区里有哪些产业
//   - What industries do the parks of <place:Xuwen> focus on?
//   - Park industries in <place:Zhanjiang>
//   - <place:湛江>的园区都做什么产业
//   - <place:上海>各园区的<tier:主导>产业
//   - <place:廉江>园区聚焦什么
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
//   tier: {type: Tier, zh: 产业地位, en: tier}
// columns:
//   place: {zh: 地方, en: Place}
//   park: {zh: 园区, en: Park}
//   industry: {zh: 产业, en: Industry}
//   tier: {zh: 地位, en: Tier}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的园区聚焦{@industry}。'
//   en: 'The parks of {place} focus on {@industry}.'
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
  MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..2]-(park:Park)-[r:FOCUSES_ON]->(i:Industry)
  RETURN park.name AS park, i, r
  UNION
  // What the place itself develops, where no park of it is said to focus on anything.
  MATCH (p)<-[:PART_OF*0..2]-()-[r:PRIORITIZES]->(i:Industry)
  WHERE NOT EXISTS { MATCH (p)<-[:PART_OF*0..2]-()<-[:LOCATED_IN*1..2]-(:Park)-[:FOCUSES_ON]->(:Industry) }
  RETURN null AS park, i, r
}
WITH p, park, i, r WHERE $tier IS NULL OR r.tier = $tier
RETURN p.name AS place, park, i.name AS industry,
  collect(DISTINCT {leading: '主导', pillar: '支柱', emerging: '新兴', traditional: '传统', future: '未来', key: '重点'}[r.tier]) AS tier, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY place, park, industry
