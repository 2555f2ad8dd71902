// Wine 8 fails a connection for which keep-alive is asked before it stands; Windows does not.
require('node:net').Socket.prototype.setKeepAlive = function () {
  return this
}
