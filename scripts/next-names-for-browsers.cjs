// Next's browser code takes one name from a file of 200, which the bundler cannot thin out: 2 KB compressed on every
// phone's first load. scripts/next-names-for-browsers.test.mjs fails when a version of Next takes another.
exports.NEXT_NAV_DEPLOYMENT_ID_HEADER = 'x-nextjs-deployment-id'
