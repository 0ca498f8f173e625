"""English lines below Indonesian ones in the titles of columns, as BPS prints them: told from titles that only wrap."""

from __future__ import annotations

import re

from .text import fold

_WORDS = frozenset(
    "the of and by for per with from to or all other others number total sum average mean percentage percent rate ratio "
    "index value values share growth description remarks note notes source unit units rank year years month months quarter "
    "day days week date period time season area areas region regions regency regencies municipality municipalities city "
    "cities district districts subdistrict subdistricts sub-district sub-districts village villages province provinces urban "
    "rural population density household households family families people person persons male males female females man men "
    "woman women sex gender age group groups child children adult adults baby births birth death deaths marriage divorce "
    "school schools student students pupil pupils teacher teachers education class classes classroom classrooms university "
    "kindergarten elementary primary secondary junior senior high vocational public private state government health hospital "
    "hospitals clinic clinics doctor doctors nurse nurses midwife midwives dentist dentists pharmacist physician physicians "
    "worker workers working labor labour force employed employment unemployed unemployment job jobs seeker seekers wage wages "
    "income industry industries manufacturing company companies establishment establishments small medium large micro trade "
    "market markets shop shops price prices cost costs export exports import imports volume weight quantity production "
    "productivity yield harvest harvested planted paddy rice maize corn soybean soybeans cassava peanut vegetables fruit "
    "fruits crop crops plantation estate coconut rubber coffee cocoa clove pepper palm oil livestock cattle cow buffalo horse "
    "goat sheep pig poultry chicken duck egg eggs milk meat fish fishery fisheries sea pond water river lake land wetland "
    "dryland forest mountain island islands beach rain rainfall temperature humidity wind pressure sunshine road roads street "
    "bridge length width height elevation distance surface paved asphalt gravel good fair moderate damaged damage bad heavily "
    "slightly severely vehicle vehicles car cars bus buses truck trucks motorcycle motorcycles ship ships port airport "
    "passenger passengers train post office offices bank banks cooperative cooperatives member members hotel hotels room "
    "rooms restaurant guest guests tourist tourists visitor visitors foreign domestic attraction electricity customer "
    "customers installed capacity sold distributed power budget revenue expenditure expenditures realization target tax "
    "taxes fund funds balance general allocation special poor poverty line social disability disabled orphan elderly "
    "religion religions islam protestant catholic mosque mosques church churches temple temples crime crimes reported solved "
    "prisoner disaster disasters flood floods landslide earthquake fire kind kinds type types status level grade category "
    "construction services service activities sector sectors quarrying mining agriculture forestry gas supply information "
    "communication financial insurance real current constant gross product current-market main commodity commodities "
    "capital amount measure first second third fourth northern southern eastern western north south east west central "
    "name names staff medical nutrition personnel facilities facility equipment food drinking clean user users dry library "
    "libraries book books seat seats election party community team teams museum theater theatre network internet".split()
)
_LOANS = frozenset(
    "total status unit hotel bank index islam volume port modal level sector of to the".split()
)


def is_english(line: str) -> bool:
    """Tell whether a line of a title holds an English word that no Indonesian title would hold."""
    words = re.findall(r"[a-z][a-z-]+", fold(line))
    return any(word in _WORDS and (word not in _LOANS or len(words) == 1) for word in words) or (
        sum(word in _WORDS for word in words) > 1
    )


def is_bilingual(titles: list[str]) -> bool:
    """Tell whether half of the titles of more than one line go on in English below the first."""
    broken = [title.split("\n")[1:] for title in {title.strip() for title in titles} if "\n" in title]
    english = sum(any(is_english(line) for line in lines) for lines in broken)
    return len(broken) > 1 and english * 2 >= len(broken)


def indonesian(title: str) -> str:
    """Give the Indonesian part of a title whose further lines are English: its first line, and a unit in brackets."""
    first, *more = title.strip().split("\n")
    return " ".join([first, *(line for line in more if line.strip()[:1] in ("(", "["))])
