/** The largest file that goes with a capture, in bytes: a call carries it whole, and a third larger than it is. */
export const largestFile = 100 * 1024 * 1024
/** How many files go with one capture. */
export const mostFiles = 20
