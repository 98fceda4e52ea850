// title: {zh: 几个地方共同的产业, en: Industries that places share}
// topic: comparison
// examples:
//   - <place:汕头>和<place:濠江区>都发展哪些产业？
//   - <place:嘉定区>与<place:金山区>有哪些共同的产业
//   - <place:湛江>和<place:汕头>产业有什么相同点
//   - <place:湛江>、<place:汕头>共有的产业
//   - <place:汕头>和<place:湛江>有哪些产业重合
//   - Industries that <place:Shantou> and <place:Haojiang> have in common
//   - What do both <place:Jiading> and <place:Jinshan> develop?
//   - <place:濠江区>和<place:坡头区>都有的产业
//   - <place:嘉定区>、<place:金山区>产业的共同点
//   - <place:湛江>和<place:汕头>都在发展什么
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place, many: 2}
// columns:
//   industry: {zh: 产业, en: Industry}
//   places: {zh: 地方, en: Places}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}都发展{@industry}。'
//   en: '{place} share {@industry}.'
// :param place => ['汕头市']
UNWIND $place AS p_key
CALL (p_key) {
  MATCH (p:Province) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:City) WHERE p.id = p_key OR p.name = p_key RETURN p
  UNION
  MATCH (p:District) WHERE p.id = p_key OR p.name = p_key RETURN p
}
MATCH (p)<-[:PART_OF*0..2]-(area)-[r:PRIORITIZES]->(i:Industry)
WITH i, collect(DISTINCT p.name) AS places, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
WHERE size(places) = size($place)
RETURN i.name AS industry, places, _evidence
ORDER BY industry
