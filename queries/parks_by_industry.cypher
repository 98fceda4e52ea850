// title: {zh: 哪些园区聚焦某产业, en: Parks that focus on an industry}
// topic: industry
// examples:
//   - 哪些园区聚焦<industry:绿色石化>？
//   - 哪些园区在做<industry:小家电>
//   - 哪个园区发展<industry:航空物流业>
//   - <place:湛江>有没有<industry:钢铁>产业园
//   - <place:湛江>哪些园区聚焦<industry:绿色石化>
//   - <industry:海上风电>产业园有哪些
//   - <place:上海>有哪些<industry:集成电路>园区
//   - <industry:高性能医疗设备>的园区在哪里
//   - Which parks focus on <industry:green petrochemicals>?
//   - <industry:offshore wind> parks in <place:Shantou>
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   place: {type: Place, zh: 地方, en: place}
//   contains: {type: Words, zh: 名称含, en: name contains}
// columns:
//   park: {zh: 园区, en: Park}
//   location: {zh: 位于, en: Located in}
//   industry: {zh: 产业, en: Industry}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}聚焦{industry}的园区有{@park}。'
//   en: 'Parks that focus on {industry}: {@park}.'
// :param industry => ['海上风电']
// :param place => null
// :param contains => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)<-[r:FOCUSES_ON|IN_INDUSTRY]-(park)
WHERE (park:Park OR park:Project AND any(w IN ['园', '谷', '基地', '小镇', '港'] WHERE park.name ENDS WITH w)) AND
  ($contains IS NULL OR any(w IN $contains WHERE park.name CONTAINS w OR
    any(a IN coalesce(park.aliases, []) WHERE a CONTAINS w)))
OPTIONAL MATCH (park)-[:LOCATED_IN*1..3]->(area:Province|City|District)
WITH park, branch, r, area WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
RETURN park.name AS park, collect(DISTINCT area.name) AS location, collect(DISTINCT branch.name) AS industry,
  collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY location, park
