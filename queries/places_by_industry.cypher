// title: {zh: 哪些地方发展某产业, en: Places that develop an industry}
// topic: industry
// examples:
//   - 哪些<level:城市>优先发展<industry:海上风电>？
//   - 哪些地方发展<industry:生物医药>？
//   - <place:上海>哪些<level:区>发展<industry:物联网>产业？
//   - <industry:海上风电>哪里在搞
//   - 谁在发展<industry:预制菜>
//   - 哪个<level:市>在推<industry:电竞>产业
//   - 哪些<level:省份>布局了<industry:储能>
//   - 哪些<level:区县>重点发展<industry:储能>
//   - <industry:集成电路>在哪些地方有布局
//   - 把<industry:海上风电>作为<tier:支柱>产业的<level:城市>
//   - <industry:预制菜>产业分布在哪些地方
//   - Which <level:cities> prioritize <industry:offshore wind>?
//   - Which <level:districts> in <place:Shanghai> develop <industry:biomedicine>?
//   - Where is <industry:integrated circuits> developed?
//   - Who develops <industry:energy storage>?
//   - 发展<industry:海上风电>的<level:城市>
//   - <industry:绿色钢铁>是哪个<level:城市>的<tier:支柱>产业
//   - <industry:海上风电>在哪里
//   - 有没有地方发展<industry:预制菜>
//   - 谁在做<industry:物联网>
//   - Where is <industry:offshore wind>?
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   level: {type: Level, zh: 层级, en: level}
//   place: {type: Place, zh: 地方, en: place}
//   tier: {type: Tier, zh: 产业地位, en: tier}
// columns:
//   place: {zh: 地方, en: Place}
//   within: {zh: 所属, en: Part of}
//   industry: {zh: 产业, en: Industry}
//   tier: {zh: 地位, en: Tier}
//   via: {zh: 由谁发展, en: Through}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}发展{industry}的{level}有{@place}。'
//   en: '{industry} is developed by {@place}.'
// :param industry => ['海上风电']
// :param level => null
// :param place => null
// :param tier => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)
CALL (branch) {
  MATCH (branch)<-[r:PRIORITIZES]-(area:Province|City|District)
  RETURN r, area, area AS actor
  UNION
  MATCH (branch)<-[r:FOCUSES_ON]-(park:Park)-[:LOCATED_IN*1..3]->(area:Province|City|District)
  RETURN r, area, park AS actor
}
WITH branch, r, area, actor WHERE $tier IS NULL OR r.tier = $tier
MATCH (area)-[:PART_OF*0..2]->(place:Province|City|District)
WHERE CASE WHEN $level IS NULL THEN place = area ELSE $level IN labels(place) END AND ($place IS NULL OR EXISTS {
    MATCH (place)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
WITH place, branch, r, actor ORDER BY actor = place DESC, actor.name
RETURN place.name AS place,
  head(COLLECT { MATCH (place)-[:PART_OF]->(above) RETURN above.name ORDER BY above.name }) AS within,
  collect(DISTINCT branch.name) AS industry,
  collect(DISTINCT {leading: '主导', pillar: '支柱', emerging: '新兴', traditional: '传统', future: '未来', key: '重点'}[r.tier]) AS tier,
  collect(DISTINCT actor.name)[..6] AS via, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY size(_evidence) DESC, place
