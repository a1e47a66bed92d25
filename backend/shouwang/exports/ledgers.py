"""All ledgers that can be had as files, in the order in which they are offered."""

from shouwang.exports import abilities, agreements, checkups, details, files, hygiene, visits
from shouwang.exports.layouts import Layouts

LAYOUTS: Layouts = {
    layout.kind: layout
    for layout in (
        *(visits.LAYOUT, details.VISITS, details.ACTIVITIES, hygiene.LAYOUT),
        *(checkups.LAYOUT, agreements.LAYOUT, abilities.LAYOUT, files.LAYOUT),
    )
}
