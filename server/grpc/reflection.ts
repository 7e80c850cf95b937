import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fromBinary, toBinary } from '@bufbuild/protobuf'
import {
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt'
import * as grpc from '@grpc/grpc-js'
import type {
  ServerReflectionRequest,
  ServerReflectionResponse,
  ServerReflectionServer,
} from '../gen/grpc/reflection/v1/reflection.ts'

/** Server reflection over what `npm run proto` described, for grpcurl and buf curl. Source: grpc.reflection.v1. */
export function reflectionService(): ServerReflectionServer {
  const { file: files } = fromBinary(
    FileDescriptorSetSchema,
    readFileSync(path.join(import.meta.dirname, '../gen/descriptors.binpb')),
  )
  const services = files.flatMap((file) => file.service.map(({ name }) => `${file.package}.${name}`))
  const withImports = (file: FileDescriptorProto): FileDescriptorProto[] => [
    file,
    ...file.dependency.flatMap((name) => files.filter((other) => other.name === name).flatMap(withImports)),
  ]

  const answerTo = ({
    messageRequest,
  }: ServerReflectionRequest): ServerReflectionResponse['messageResponse'] => {
    switch (messageRequest?.$case) {
      case 'listServices':
        return { $case: 'listServicesResponse', value: { service: services.map((name) => ({ name })) } }
      case 'fileByFilename':
        return described(files.find(({ name }) => name === messageRequest.value))
      case 'fileContainingSymbol':
        return described(
          files.find((file) => symbolsOf(file).some((symbol) => symbol === messageRequest.value)),
        )
      default:
        return failed(grpc.status.UNIMPLEMENTED, 'proto3 has no extensions')
    }
  }

  const described = (file: FileDescriptorProto | undefined): ServerReflectionResponse['messageResponse'] => {
    if (!file) return failed(grpc.status.NOT_FOUND, 'There is no such name')
    const fileDescriptorProto = withImports(file).map((one) =>
      Buffer.from(toBinary(FileDescriptorProtoSchema, one)),
    )
    return { $case: 'fileDescriptorResponse', value: { fileDescriptorProto } }
  }

  return {
    serverReflectionInfo(stream) {
      stream.on('data', (request: ServerReflectionRequest) =>
        stream.write({
          validHost: request.host,
          originalRequest: request,
          messageResponse: answerTo(request),
        }),
      )
      stream.on('end', () => stream.end())
    },
  }
}

const failed = (errorCode: number, errorMessage: string): ServerReflectionResponse['messageResponse'] => ({
  $case: 'errorResponse',
  value: { errorCode, errorMessage },
})

const symbolsOf = (file: FileDescriptorProto): string[] =>
  [
    ...file.messageType.map(({ name }) => name),
    ...file.enumType.map(({ name }) => name),
    ...file.service.flatMap(({ name, method }) => [name, ...method.map((one) => `${name}.${one.name}`)]),
  ].map((name) => `${file.package}.${name}`)
