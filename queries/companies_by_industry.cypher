// title: {zh: 某产业有哪些企业, en: Companies in an industry}
// topic: industry
// examples:
//   - <industry:新材料>有哪些企业？
//   - 哪些公司从事<industry:高性能医疗设备>
//   - <place:濠江区>做<industry:新材料>的企业
//   - <place:上海>有哪些<industry:生物医药>企业
//   - <industry:石化>龙头企业有哪些
//   - 谁是<industry:海上风电>的龙头企业
//   - Which companies are in <industry:new materials>?
//   - <industry:petrochemical> companies in <place:Shanghai>
//   - 做<industry:生物医药>的公司有哪些
//   - <industry:海上风电>企业名单
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   company: {zh: 企业, en: Company}
//   location: {zh: 位于, en: Located in}
//   industry: {zh: 产业, en: Industry}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}{industry}的企业有{@company}。'
//   en: 'Companies in {industry}: {@company}.'
// :param industry => ['海上风电']
// :param place => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)<-[r:IN_INDUSTRY]-(c:Company)
OPTIONAL MATCH (c)-[:LOCATED_IN*1..3]->(area:Province|City|District)
WITH c, branch, r, area WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
RETURN c.name AS company, collect(DISTINCT area.name) AS location, collect(DISTINCT branch.name) AS industry, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
ORDER BY company
