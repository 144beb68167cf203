/** Names that PyTorch files call: types of storages and numbers, and everything else that may stand in one. */
import type { Dtype } from '../../../contract/records/basics'

export const storageDtypes = new Map<string, Dtype>(
  Object.entries({
    Double: 'f64',
    Float: 'f32',
    Half: 'f16',
    BFloat16: 'bf16',
    Long: 'i64',
    Int: 'i32',
    Short: 'i16',
    Char: 'i8',
    Byte: 'u8',
    Bool: 'bool'
  } satisfies Record<string, Dtype>)
)
/** Bytes per element of storages whose numbers are not read. */
export const otherStorages: Record<string, number> = {
  ComplexFloat: 8,
  ComplexDouble: 16,
  QInt8: 1,
  QUInt8: 1,
  QInt32: 4,
  QUInt4x2: 1,
  QUInt2x4: 1
}

export const dtypes = new Map<string, Dtype>(
  Object.entries({
    float64: 'f64',
    double: 'f64',
    float32: 'f32',
    float: 'f32',
    float16: 'f16',
    half: 'f16',
    bfloat16: 'bf16',
    int64: 'i64',
    long: 'i64',
    int32: 'i32',
    int: 'i32',
    int16: 'i16',
    short: 'i16',
    int8: 'i8',
    uint8: 'u8',
    uint16: 'u16',
    uint32: 'u32',
    uint64: 'u64',
    bool: 'bool'
  } satisfies Record<string, Dtype>)
)
const otherDtypes = [
  'complex32',
  'complex64',
  'complex128',
  'cfloat',
  'cdouble',
  'chalf',
  'qint8',
  'quint8',
  'qint32',
  'quint4x2'
]
const float8 = ['e4m3fn', 'e5m2', 'e4m3fnuz', 'e5m2fnuz', 'e8m0fnu'].map((kind) => `float8_${kind}`)
const schemes = ['per_tensor_affine', 'per_tensor_symmetric', 'per_channel_affine', 'per_channel_symmetric']
const storages = [...storageDtypes.keys(), ...Object.keys(otherStorages)].map((name) => `${name}Storage`)

/** Names that are handed on to the calls below: types of numbers, storages and tensors. */
export const torchNames: string[] = [
  ...[...dtypes.keys(), ...otherDtypes, ...float8, ...schemes, 'per_channel_affine_float_qparams'].map((name) => `torch.${name}`),
  ...storages.flatMap((name) => [`torch.${name}`, `torch.cuda.${name}`]),
  'torch.storage.UntypedStorage',
  'torch.storage.TypedStorage',
  'torch.Tensor',
  'torch.nn.parameter.Parameter',
  'torch.nn.parameter.Buffer'
]
