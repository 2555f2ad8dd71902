/** The largest file that goes with a capture, in bytes: one call carries it, a third larger than it is. */
export const largestFile = 1024 ** 3
/** How many files go with one capture. */
export const mostFiles = 20
