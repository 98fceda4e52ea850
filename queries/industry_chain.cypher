// title: {zh: 产业到园区、项目、企业, en: From industry to parks, projects and companies}
// topic: industry
// examples:
//   - <industry:海上风电>的产业链
//   - <industry:海上风电>有哪些园区、项目和企业
//   - <place:上海><industry:智能网联汽车>产业链上有哪些园区、项目和企业
//   - <industry:生物医药>全产业链情况
//   - "The chain of <industry:offshore wind>: parks, projects and companies"
//   - <industry:biomedicine> supply chain in <place:Shanghai>
//   - <industry:新能源>产业链有哪些企业
//   - <place:湛江>的<industry:钢铁>产业链
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   industry: {zh: 产业, en: Industry}
//   place: {zh: 地方, en: Place}
//   parks: {zh: 园区, en: Parks}
//   projects: {zh: 项目, en: Projects}
//   companies: {zh: 企业, en: Companies}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}{industry}的产业链涉及{@place}。'
//   en: 'The chain of {industry} runs through {@place}.'
// :param industry => ['海上风电']
// :param place => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)<-[r:PRIORITIZES|FOCUSES_ON|IN_INDUSTRY]-(actor)
MATCH (actor)-[:LOCATED_IN*0..3]->(area:Province|City|District)
WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
WITH i, area, collect(DISTINCT actor) AS actors, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN i.name AS industry, area.name AS place, [a IN actors WHERE a:Park | a.name] AS parks,
  [a IN actors WHERE a:Project | a.name] AS projects, [a IN actors WHERE a:Company | a.name] AS companies, _evidence
ORDER BY industry, size(actors) DESC, place
