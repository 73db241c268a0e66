/** Loss over the samples and what a preconditioner needs to know of its curvature. */
export interface DataLoss {
  /** Mean cross-entropy −log p(label), in nats. */
  readonly loss: number
  /** E[p(1 − p)] over samples and classes: the scale of the Hessian. */
  readonly curvature: number
}

/** Samples with their classes, as a function of the classifier's parameters. */
export interface DataTerm {
  readonly samples: number
  readonly classes: number
  /** Number of parameters, weights and biases. */
  readonly size: number
  /** Whether each parameter is a bias, which is not penalised. */
  isBias(parameter: number): boolean
  /** Mean loss; overwrites `gradient`. */
  evaluate(w: Float32Array, gradient: Float32Array): Promise<DataLoss>
  /** Calls `visit(n, logits)` for each sample; the array is reused. */
  eachLogits(w: Float32Array, visit: (n: number, logits: Float32Array) => void): Promise<void>
  /** out = (curvature·E[f fᵀ] + λ)⁻¹ v, exactly or by its diagonal. */
  preconditioner(
    curvature: number,
    regularization: number,
  ): (v: Float32Array, out: Float32Array) => Promise<void>
  /** Gives back what lies on the backend. */
  release(): void
}
