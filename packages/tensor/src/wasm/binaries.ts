// Written by compile-kernels.ts from assembly/. Base64 of WebAssembly.
export const plain =
  'AGFzbQEAAAACEgEDZW52Bm1lbW9yeQIBAYCABAcKAQZtZW1vcnkCAA=='
export const relaxed =
  'AGFzbQEAAAACEgEDZW52Bm1lbW9yeQIBAYCABAcKAQZtZW1vcnkCAA=='
