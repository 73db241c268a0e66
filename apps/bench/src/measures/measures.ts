/** A number per measure; null where a measure is not defined for the model or the set. */
export interface Measures {
  /** Mean active latents per sample: of the first modality's codes, and per modality. */
  readonly l0: number | null
  readonly l0Of: Readonly<Record<string, number>> | null
  readonly probe: number | null
  readonly zeroShotCodes: number | null
  readonly zeroShotDecoded: number | null
  /** FVE of the second modality predicted from the first. */
  readonly crossModalFve: number | null
  readonly fve: Readonly<Record<string, number>> | null
  /** The same with the values of the selected latents fitted again by least squares. */
  readonly fveRefit: Readonly<Record<string, number>> | null
  /** Share of latents that fire for no training or test sample. */
  readonly dead: number | null
  /** Latents by the modalities that they fire for in the test set, as counts. */
  readonly firing: Readonly<Record<string, number>> | null
  /**
   * Mean cross-modal monosemanticity of the latents that fire for both of the first modalities, in
   * the space of the embeddings themselves, for want of an independent encoder.
   */
  readonly mms: number | null
  readonly supportAlignment: number | null
  readonly supportAlignmentShuffled: number | null
  readonly retrievalR1: number | null
  readonly retrievalR1Back: number | null
  readonly retrievalMrr: number | null
  readonly tieBlock: number | null
  readonly groupNmi: number | null
  readonly groupNmiShuffled: number | null
  readonly groupPurity: number | null
  readonly groupPurityShuffled: number | null
  readonly groupAgreement: number | null
  /** Purity with the classes' coarser classes, and groups active in a sample of the first modality. */
  readonly groupSuperPurity: number | null
  readonly activeGroups: number | null
  /**
   * Change of cosine to a class when its group is boosted, to the other classes, and to the class
   * with a random group boosted or the sign flipped.
   */
  readonly boostTarget: number | null
  readonly boostOthers: number | null
  readonly boostRandom: number | null
  readonly boostFlipped: number | null
  /** Share of planted concepts whose atom is found with a cosine above 0.8 and 0.9. */
  readonly atoms80: number | null
  readonly atoms90: number | null
  /** On classes the SAE was not fitted on. */
  readonly unseenProbe: number | null
  readonly unseenZeroShot: number | null
  /** The same with all classes to choose among. */
  readonly unseenAmongAll: number | null
  readonly unseenDecoded: number | null
  readonly unseenCrossModalFve: number | null
  readonly unseenRetrievalR1: number | null
}

export type MeasureName = Exclude<keyof Measures, 'fve' | 'fveRefit' | 'l0Of' | 'firing'>

/** Every measure not defined: a start to be filled in. */
export const undefinedMeasures: Measures = {
  l0: null,
  l0Of: null,
  probe: null,
  zeroShotCodes: null,
  zeroShotDecoded: null,
  crossModalFve: null,
  fve: null,
  fveRefit: null,
  dead: null,
  firing: null,
  mms: null,
  supportAlignment: null,
  supportAlignmentShuffled: null,
  retrievalR1: null,
  retrievalR1Back: null,
  retrievalMrr: null,
  tieBlock: null,
  groupNmi: null,
  groupNmiShuffled: null,
  groupPurity: null,
  groupPurityShuffled: null,
  groupAgreement: null,
  groupSuperPurity: null,
  activeGroups: null,
  boostTarget: null,
  boostOthers: null,
  boostRandom: null,
  boostFlipped: null,
  atoms80: null,
  atoms90: null,
  unseenProbe: null,
  unseenZeroShot: null,
  unseenAmongAll: null,
  unseenDecoded: null,
  unseenCrossModalFve: null,
  unseenRetrievalR1: null,
}
