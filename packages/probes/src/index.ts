export { activeGroups } from './active-groups.ts'
export { bridgeScore, type BridgeScore } from './bridge-score.ts'
export { crossModalMonosemanticity, type EmbeddedCodes } from './cross-modal-monosemanticity.ts'
export { deadFraction } from './dead-fraction.ts'
export { density } from './density.ts'
export { ProbeError } from './errors.ts'
export { selectRows, type Features, type Labelled, type Labels } from './features.ts'
export { firingByModality } from './firing-by-modality.ts'
export { fve, type FveOptions } from './fve.ts'
export { groupAgreement } from './group-agreement.ts'
export { groupPurity, type GroupPurity, type GroupScore } from './group-purity.ts'
export { histogram, type Histogram } from './histogram.ts'
export { l0 } from './l0.ts'
export {
  linearProbe,
  type LinearProbeOptions,
  type LinearProbeResult,
} from './linear-probe/linear-probe.ts'
export type { ValidationPoint } from './linear-probe/choose-regularization.ts'
export { liveLatents } from './live-latents.ts'
export { meanCosine } from './mean-cosine.ts'
export { meanSd, type MeanSd } from './mean-sd.ts'
export { modalityScore } from './modality-score.ts'
export { monosemanticity } from './monosemanticity.ts'
export { pairedCosine } from './paired-cosine.ts'
export type { PairedScore } from './paired-against-shuffled.ts'
export { pairedDifference, type PairedDifference } from './paired-difference.ts'
export {
  retrieval,
  type RetrievalOptions,
  type RetrievalResult,
  type RetrievalScore,
} from './retrieval.ts'
export { stability, type Stability, type StabilityOptions } from './stability.ts'
export { stratifiedSplit, type Split } from './stratified-split.ts'
export { supportAlignment } from './support-alignment.ts'
export { zeroShot, type ZeroShotResult } from './zero-shot.ts'
export {
  conceptMap,
  type ConceptMap,
  type ConceptMapOptions,
  type ConceptSide,
  type GroupConcept,
  type LatentConcept,
  type TopClass,
  type TopSample,
} from './concept-map.ts'
export {
  crossModalPrediction,
  type CrossModalPrediction,
  type NamedInput,
} from './cross-modal-prediction.ts'
export {
  interventionEffect,
  type ClassShift,
  type InterventionEffect,
  type InterventionOptions,
} from './intervention-effect.ts'
export { boost, set, suppress } from './interventions.ts'
export { groupLatents, groupProfile, uniformProfile, type Profile } from './profile.ts'
export { ridge, type MatrixPair, type RidgeOptions, type RidgeResult } from './ridge.ts'
export { rocAuc } from './roc-auc.ts'
export type { LabelledCodes } from './class-differences.ts'
export { kSparseProbe, type KSparseProbeOptions } from './k-sparse-probe.ts'
export { oneLatentProbe } from './one-latent-probe.ts'
export type { ClassProbe, ProbedClasses } from './one-against-rest.ts'
