/** What a person typed to sign in; kept until the second step is taken. */
export type Credentials = { username: string; password: string }
