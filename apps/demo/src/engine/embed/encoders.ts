/** Which encoder embeds inputs of each modality; folders are absolute addresses. */
export type Encoders = Readonly<
  Record<string, { readonly kind: 'clip' | 'clap'; readonly folder: string }>
>
