// Next's browser code asks `process` for its environment and for nothing else.
exports.env = {}
