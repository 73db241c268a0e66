/** Left out where time is short: what is left goes through the main flow of every room. */
export const slow = { tags: ['slow'] }
