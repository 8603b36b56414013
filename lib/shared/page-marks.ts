/** Where our host writes the part of a page that belongs to one person. The rest of such a page is the same for everybody. */
export const ownPartMark = '<!--own part-->'

/** The element, within that part, with the data of the page as JSON. */
export const ownDataId = 'own-data'

/** The secret of no visit, for which the visit page is rendered without data. Our host writes the real one in its place. */
export const templateToken = 'visit-of-this-template'

/** The secret of no visit either, for which the page is rendered that a wrong link shows. */
export const missingToken = 'visit-that-is-not-here'
