/**
 * What only the demo portal's control address has, by which tests and scripts make its calls go wrong. None of it may be
 * in what is built.
 */
export const controlWords = ['__faults', 'The rules must be sent as application/json', '--faults']
